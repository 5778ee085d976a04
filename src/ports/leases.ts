/** Leases: what one process at a time may do, such as being connected to Discord. */

/** The port that a database fills. Both throw while it cannot be asked. */
export type Leases = {
  /** Takes a lease that is free or over, or renews one that is the holder's already, in one statement. False while another holds it. */
  take(lease: { name: string; holder: string; milliseconds: number }): Promise<boolean>
  /** Gives it back at once; nothing happens where another holds it. */
  release(lease: { name: string; holder: string }): Promise<void>
  close(): Promise<void>
}

/** `unsure`: the time is over, or has not begun, and the database cannot be asked. */
export type LeaseState = 'held' | 'lost' | 'unsure'

/** One lease, as the process that wants it sees it. */
export type Lease = {
  /** As far as is known, without asking: `held` is certain. */
  state(): LeaseState
  /** Asks the database, which takes or renews it. Never rejects. */
  ask(): Promise<LeaseState>
  /** Gives it back, and asks no more. */
  close(): Promise<void>
}
