export type Fault = {
  /** A Web API method, `upload`, or `response_url`. */
  method: string
  error?: string
  status?: number
  headers?: Record<string, string>
  times?: number
  /** Never answers. */
  hang?: boolean
  /** Does it, then drops the connection, or answers with the status: the caller can't know. */
  afterHandling?: boolean
  /** Does it, and answers as late as this. */
  lateMs?: number
}

/** What goes wrong next, in the order it was asked for. */
export const createFaults = () => {
  const faults: (Fault & { times: number })[] = []
  return {
    add(fault: Fault) {
      const counted = { times: 1, ...fault }
      faults.push(counted)
      return {
        cancel() {
          counted.times = 0
        },
      }
    },
    take(method: string): Fault | undefined {
      const fault = faults.find((each) => each.method === method && each.times > 0)
      if (fault) fault.times--
      return fault
    },
  }
}
