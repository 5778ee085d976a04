/** A request to the bot: an adapter makes one of each command, press and form that a platform sends. */

/** Unique over all platforms: `platform:user id`. */
export type ActorId = string

export type Actor = {
  id: ActorId
  /** Their name in the server or workspace. */
  name: string
  /** The platform did not say the name: this one stands in for it, and replaces none that is stored. */
  isNameGuess?: true
  /** Their name outside of the server, on platforms where each server has its own names for people. */
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
  /** A conversation with one person alone: commands are about their only group. */
  direct?: true
}

/**
 * Whether a group can meet in a channel: yes; yes, but the bot cannot post there yet; no, because it is no such channel, or because the
 * caller does not see it or may not write there; or the platform did not say, and then nothing happens.
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
  /** Checks any channel for the caller. It may cost requests to the platform, so it is called only where that matters. Never rejects. */
  checkChannel?(channel: Address): Promise<ChannelCheck>
  /**
   * The same as the actor's `mayManage`, asked of the platform at this moment; undefined if it does not answer. Only on platforms whose
   * requests do not carry it. It may cost a request; never rejects.
   */
  mayManageNow?(): Promise<boolean | undefined>
  ask: Ask
}
