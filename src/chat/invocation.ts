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
  /** May manage the channel, server or workspace, and so every group in it; as far as is known, where `mayManageNow` can be asked. */
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
 * Whether a group can meet in a channel: yes; yes, but the bot cannot post there yet; no, because it is no such channel, or because
 * whoever asks does not see it or may not write there; or the platform did not say, and then nothing happens.
 */
export type ChannelCheck = 'ok' | 'cannot-post' | 'not-allowed' | 'unknown'

type Ask =
  /** A line that somebody typed, without the `/roadmap` before it. */
  | { line: string }
  /** A command with values for its options: of a slash command, a control or a form. `group`: the id of the group that it is about. */
  | { name: string; input: Readonly<Record<string, unknown>>; group?: string }
  /** The id of an action that is stored, because it is too long for the control. */
  | { stored: string }
  /** A control that carries no action that can be read, such as one of an older deployment. */
  | { unreadable: true }

export type Invocation = {
  /** The platform's own id of the request: the same request delivered twice has the same id. */
  id: string
  source: 'command' | 'component' | 'modal'
  actor: Actor
  where: Address
  /** A form can be shown in answer to this request. */
  showsForms?: true
  /** Checks any channel for whoever asks. It may cost the platform requests: called only where that matters. Never rejects. */
  checkChannel?(channel: Address): Promise<ChannelCheck>
  /**
   * The same as the actor's `mayManage`, asked of the platform at this moment; undefined where it does not tell. Only of platforms whose
   * requests do not carry it. It may cost a request; never rejects.
   */
  mayManageNow?(): Promise<boolean | undefined>
  ask: Ask
}
