export type Fault = {
  /** A Web API method, `upload`, or `response_url`. */
  method: string
  error?: string
  status?: number
  headers?: Record<string, string>
  times?: number
  /** Of an answer that says more than its error. */
  body?: object
  /** Never answers. */
  hang?: boolean
  /** Does it, then drops the connection, or answers with the status: the caller can't know. */
  afterHandling?: boolean
  /** Does it, and answers as late as this. */
  lateMs?: number
}

/** What goes wrong next, in the order it was asked for. */
export const createFaults = () => {
  const faults: (Fault & { left: number; isUsed: boolean })[] = []
  return {
    add(fault: Fault) {
      const counted = { ...fault, left: fault.times ?? 1, isUsed: false }
      faults.push(counted)
      return {
        cancel() {
          counted.left = 0
        },
        wasTaken: () => counted.isUsed,
      }
    },
    take(method: string): Fault | undefined {
      const fault = faults.find((each) => each.left > 0 && each.method === method)
      if (!fault) return undefined
      fault.left--
      fault.isUsed = true
      return fault
    },
  }
}
