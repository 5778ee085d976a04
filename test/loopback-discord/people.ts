/** People who use commands, buttons, menus and modals; they can do only what Discord's client lets them do. */
import type { CommandRegistry } from './command-registry.ts'
import type { Choice, Exchange } from './exchange.ts'
import { type Interactions, kind, type Opening } from './interactions.ts'
import { controlOf, type Message, type Messages, wireMessage } from './messages.ts'
import type { Modal, ModalField } from './modal-rules.ts'
import { type Channel, type Guild, may, memberMay, type State, type User } from './state.ts'
import { resolvedOf, typeCommand, type Values } from './typed-command.ts'
import { wireChannel, wireMember, wireUser } from './wire.ts'

type Dispatch = (event: { guild?: Guild | undefined; name: string; data: object }) => void
type Parts = {
  state: State
  messages: Messages
  registry: CommandRegistry
  interactions: Interactions
  dispatch: Dispatch
}
type Person = {
  mayManage?: boolean
  locale?: string
  guildLocale?: string
  /** The gateway delivers it twice. */
  twice?: boolean
}
type Answers = Readonly<Record<string, string | readonly string[] | boolean>>

export const createPeople = ({ state, messages, registry, interactions, dispatch }: Parts) => {
  const send = (opening: Opening, data: object, person: Person): Exchange => {
    const { user, channel, source } = opening
    const { mayManage = false, locale = 'en-US', guildLocale = 'en-US' } = person
    const { id, token, exchange } = interactions.open(opening)
    const { guild } = channel
    const permissions = String((channel.peopleMay ?? memberMay(false)) | (mayManage ? may.manageGuild : 0n))
    const place = guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guildLocale, features: [] },
          guild_locale: guildLocale,
          member: { user: wireUser(user), ...wireMember(), nick: user.nicks?.get(guild.id) ?? null, permissions },
        }
      : { user: wireUser(user) }
    const data_ = {
      id,
      application_id: state.application.id,
      type: opening.kind,
      token,
      version: 1,
      data,
      ...place,
      channel_id: channel.id,
      channel: { ...wireChannel(channel), ...(guild && { permissions }) },
      ...(source && { message: wireMessage(state, source) }),
      app_permissions: String(channel.botMay),
      locale,
      entitlements: [],
      authorizing_integration_owners: { 0: guild?.id ?? '0' },
      context: guild ? 0 : 1,
      attachment_size_limit: 10 * 1024 * 1024,
    }
    dispatch({ guild, name: 'INTERACTION_CREATE', data: data_ })
    if (person.twice) dispatch({ guild, name: 'INTERACTION_CREATE', data: data_ })
    return exchange
  }

  /** What can be pressed on the message as it is now. */
  const controlFor = (user: User, message: Message, name: string) => {
    if (!messages.exists(message)) throw new Error('this message was deleted')
    if (message.visibleTo !== undefined && message.visibleTo !== user.id)
      throw new Error(`${user.name} does not see this message`)
    const control = controlOf(message, name)
    if (!control || !('custom_id' in control) || !control.custom_id) throw new Error(`nothing to press: "${name}"`)
    if ('disabled' in control && control.disabled) throw new Error(`"${name}" is disabled`)
    return { ...control, custom_id: control.custom_id }
  }
  const channelOf = (message: Message): Channel => {
    const channel = state.channels.get(message.channel_id)
    if (channel === undefined) throw new Error('this channel was deleted')
    return channel
  }
  const thing = (id: string) => state.users.get(id) ?? state.channels.get(id)

  return {
    /** Sends a slash command, as `slash(user, channel, 'roadmap group create', { name: 'X' })`. */
    slash(user: User, channel: Channel, path: string, values: Values = {}, person: Person = {}): Exchange {
      const { data } = typeCommand(registry, { path, values, channel, mayManage: person.mayManage ?? false })
      return send({ kind: kind.command, user, channel }, data, person)
    },

    /** Types into an option and gets what is suggested; `focused` is the last one, unless told. */
    async type(
      user: User,
      channel: Channel,
      path: string,
      values: Values,
      focused = Object.keys(values).at(-1) ?? '',
      person: Person = {},
    ): Promise<Choice[]> {
      const line = { path, values, channel, mayManage: person.mayManage ?? false, focused }
      const { data, ...rest } = typeCommand(registry, line)
      const { choices, failed } = await send({ kind: kind.autocomplete, user, channel, ...rest }, data, person).answered
      if (choices === undefined) throw new Error(`no choices: ${failed}`)
      return choices
    },

    press(user: User, message: Message, name: string, person: Person = {}): Exchange {
      const { type, custom_id, id } = controlFor(user, message, name)
      if (type !== 2) throw new Error(`"${name}" is not a button`)
      const channel = channelOf(message)
      return send(
        { kind: kind.component, user, channel, source: message },
        { component_type: 2, custom_id, id },
        person,
      )
    },

    /** Chooses from a menu: values of options, or ids. */
    choose(user: User, message: Message, name: string, values: readonly string[], person: Person = {}): Exchange {
      const control = controlFor(user, message, name)
      if (control.type === 2) throw new Error(`"${name}" is not a menu`)
      const problem = problemOfChoice(control, values)
      if (problem) throw new Error(`"${name}": ${problem}`)
      const channel = channelOf(message)
      const things = values.flatMap((id) => (control.type === 3 ? [] : (thing(id) ?? [])))
      const data = {
        component_type: control.type,
        custom_id: control.custom_id,
        id: control.id,
        values,
        ...(control.type !== 3 && { resolved: resolvedOf(things, channel) }),
      }
      return send({ kind: kind.component, user, channel, source: message }, data, person)
    },

    /** Sends a modal that was shown, with what was filled in by custom id; the rest stays as it was shown. */
    submit(user: User, modal: Modal, answers: Answers, person: Person = {}): Exchange {
      const origin = interactions.originOf(modal)
      if (origin === undefined) throw new Error('this modal was never shown')
      if (origin.user !== user) throw new Error(`this modal was shown to ${origin.user.name}`)
      const ids = modal.components.flatMap((part) => (part.type === 18 ? [part.component.custom_id] : []))
      for (const id of Object.keys(answers)) if (!ids.includes(id)) throw new Error(`the modal has no field "${id}"`)
      const components = modal.components.map((part) =>
        part.type === 18
          ? { type: 18, id: part.id, component: filled(part.component, answers[part.component.custom_id]) }
          : { type: part.type, id: part.id },
      )
      const { channel, source } = origin
      return send({ kind: kind.modal, user, channel, source }, { custom_id: modal.custom_id, components }, person)
    },
  }
}

type Choosing = {
  type: number
  options?: readonly { value: string }[]
  min_values?: number | null | undefined
  max_values?: number | null | undefined
}

const problemOfChoice = ({ options, min_values, max_values }: Choosing, values: readonly string[]) => {
  const strange = options && values.find((value) => !options.some((option) => option.value === value))
  if (strange !== undefined) return `no option "${strange}"`
  if (values.length < (min_values ?? 1)) return `needs at least ${min_values ?? 1}`
  return values.length > (max_values ?? 1) ? `takes at most ${max_values ?? 1}` : undefined
}

const filled = (field: ModalField, given: Answers[string] | undefined) => {
  const { type, id, custom_id } = field
  const sent = { type, id, custom_id }
  if (type === 23) return { ...sent, value: given ?? field.default ?? false }
  if (type === 4) {
    const value = String(given ?? field.value ?? '')
    const least =
      field.required === false && value === '' ? 0 : (field.min_length ?? (field.required === false ? 0 : 1))
    if (value.length < least) throw new Error(`"${custom_id}" needs at least ${least} characters`)
    if (value.length > (field.max_length ?? 4000))
      throw new Error(`"${custom_id}" takes at most ${field.max_length ?? 4000}`)
    return { ...sent, value }
  }
  const preset = 'options' in field ? field.options.filter((option) => option.default).map(({ value }) => value) : []
  const values = given === undefined ? preset : [given].flat().map(String)
  const problem = field.required === false && values.length === 0 ? undefined : problemOfChoice(field, values)
  if (problem) throw new Error(`"${custom_id}": ${problem}`)
  return type === 21 ? { ...sent, value: values[0] ?? null } : { ...sent, values }
}
