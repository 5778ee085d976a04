/** The request behind a button or a menu option: a command with values for its options, as data that is never parsed as text. */

export type ActionValue = string | number | boolean | readonly string[]

export type ActionInput = Readonly<Record<string, ActionValue>>

/** It gives no rights: the person who presses is the actor. `group`: the id of the group that it is about, where that is not the one of the channel. */
export type Action = { command: string; input?: ActionInput; group?: string }

/** The values that a control can carry; a platform may send others, and none of them means anything. */
export const actionInputOf = (input: Readonly<Record<string, unknown>>): ActionInput =>
  Object.fromEntries(Object.entries(input).flatMap(([name, value]) => (isActionValue(value) ? [[name, value]] : [])))

const isActionValue = (value: unknown): value is ActionValue =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'))

/** The action, about this group unless it names one itself. */
export const actionInGroup = (group: string, action: Action): Action => ({ group, ...action })

/** How an adapter asks an action of the bot. */
export const requestFor = ({ command, input = {}, group }: Action) => ({
  name: command,
  input,
  ...(group !== undefined && { group }),
})
