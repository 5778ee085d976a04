export type Fault = {
  /** A Web API method, `upload`, or `response_url`. */
  method: string
  error?: string
  status?: number
  headers?: Record<string, string>
  times?: number
  /** Never answers. */
  hang?: boolean
  /** Does it, then drops the connection: the caller can't know. */
  afterHandling?: boolean
}

/** What goes wrong next, in the order it was asked for. */
export const createFaults = () => {
  const faults: (Fault & { times: number })[] = []
  return {
    add: (fault: Fault) => void faults.push({ times: 1, ...fault }),
    take(method: string): Fault | undefined {
      const fault = faults.find((each) => each.method === method && each.times > 0)
      if (fault) fault.times--
      return fault
    },
  }
}
