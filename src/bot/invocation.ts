/** Who asks what, and where: what an adapter makes of everything that a platform sends. */

/** Unique over all platforms: `platform:user id`. */
export type ActorId = string

export type Actor = {
  id: ActorId
  /** What the server or workspace calls them. */
  name: string
  /** The platform did not tell: the name stands in for one, and replaces none that is known. */
  isNameGuess?: true
  /** What the platform calls them outside of the server, where servers have names of their own for people. */
  platformName?: string
  /** The IANA time zone that the platform says the person is in. */
  zone?: string
  /** May manage the channel, server or workspace, and so every group in it. */
  mayManage: boolean
}

export type Address = {
  platform: string
  workspace: string
  channel: string
  /** A conversation with one person alone: what needs a group means theirs. */
  direct?: true
}

/**
 * Whether a group can meet in a channel: it can; it can, but the bot may not post there yet; it cannot, or whoever asks does not see
 * such a channel; or the platform did not tell (of the channel where it is asked, it always does).
 */
export type Fit = 'fine' | 'mute' | 'unfit' | 'unsure'

/**
 * What was asked: a line of text without the `/roadmap` before it (typed, or carried by a button), the id of such a line that is stored, or a
 * command with typed options from a platform or form that has them, with the group that is meant.
 */
type Ask =
  | { line: string }
  | { stored: string }
  | { name: string; input: Readonly<Record<string, unknown>>; group?: string }

export type Invocation = {
  /** The platform's own id of the request: the same request delivered twice has the same id. */
  id: string
  via: 'typed' | 'control' | 'form'
  actor: Actor
  where: Address
  /** A form can be shown in answer to this request. */
  showsForms?: true
  /** Of a channel in the same workspace or server. It may cost the platform requests: asked only where that matters; never rejects. */
  fitOf?(channel: string): Promise<Fit>
  ask: Ask
}
