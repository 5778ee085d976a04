/** A command line as Discord's client lets a person send it: every mistake that it prevents is an Error here. */
import type { CommandRegistry, Registered } from './command-registry.ts'
import type { Group, Leaf, SubCommand } from './command-rules.ts'
import { type Channel, may, memberMay, type User } from './state.ts'
import { wireChannel, wireMember, wireUser } from './wire.ts'

export type Value = string | number | boolean | User | Channel
export type Values = Readonly<Record<string, Value>>
type Line = { path: string; values: Values; channel: Channel; mayManage: boolean; focused?: string }

type Sent = { name: string; type: number; value: string | number | boolean; focused?: true }

export const typeCommand = (registry: CommandRegistry, line: Line) => {
  const [name = '', ...rest] = line.path.split(' ')
  const command = findCommand(registry, name, line)
  const { options, wrap } = descend(command, rest, line.path)
  const known = new Set(options.map(({ name }) => name))
  for (const given of Object.keys(line.values))
    if (!known.has(given)) throw new Error(`unknown option "${given}" of /${line.path}`)
  const focused = options.find(({ name }) => name === line.focused)
  if (line.focused !== undefined && !(focused && 'autocomplete' in focused && focused.autocomplete))
    throw new Error(`/${line.path} suggests nothing for "${line.focused}"`)

  const sent = Object.entries(line.values).flatMap(([name, value]): Sent[] => {
    const option = options.find((option) => option.name === name)
    if (option === undefined) return []
    if (option === focused) return [{ name, type: option.type, value: String(value), focused: true }]
    const problem = problemOf(option, value)
    if (problem)
      throw new Error(`option "${name}" of /${line.path}: ${typeof value === 'object' ? value.name : value} ${problem}`)
    return [{ name, type: option.type, value: typeof value === 'object' ? value.id : value }]
  })
  const missing = options.find(({ name, required }) => required && !(name in line.values))
  if (missing && !focused) throw new Error(`/${line.path} needs the option "${missing.name}"`)
  const data = {
    id: command.id,
    name: command.name,
    type: 1,
    options: wrap(sent),
    resolved: resolvedOf(Object.values(line.values), line.channel),
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
  }
  return { data, ...(focused && { focusedType: focused.type }) }
}

const findCommand = (registry: CommandRegistry, name: string, { path, channel, mayManage }: Line): Registered => {
  const unknown = () => new Error(`unknown command /${path}`)
  if (channel.guild && !channel.guild.hasBot) throw unknown()
  const here = (command: Registered) => command.name === name && command.type === 1
  const command = (channel.guild && registry.all(channel.guild.id).find(here)) ?? registry.all().find(here)
  if (command === undefined) throw unknown()
  if (command.contexts && !command.contexts.includes(channel.guild ? 0 : 1)) throw unknown()
  if (command.dm_permission === false && !channel.guild) throw unknown()
  const needed = command.default_member_permissions
  if (channel.guild && typeof needed === 'string') {
    const bits = BigInt(needed) || may.administrate
    if ((memberMay(mayManage) & bits) !== bits) throw new Error(`unknown command /${path}: not shown to this member`)
  }
  return command
}

const descend = (command: Registered, rest: readonly string[], path: string) => {
  let options: readonly (Leaf | SubCommand | Group)[] = command.options
  const parents: { name: string; type: number }[] = []
  for (const name of rest) {
    const next = options.find((option) => option.name === name)
    if (next === undefined || (next.type !== 1 && next.type !== 2)) throw new Error(`unknown command /${path}`)
    parents.push({ name, type: next.type })
    options = next.options ?? []
  }
  const leaves = options.filter((option): option is Leaf => option.type > 2)
  if (leaves.length < options.length) throw new Error(`unknown command /${path}: it has sub commands`)
  type Nested = { name: string; type: number; options: (Nested | Sent)[] }
  const wrap = (sent: Sent[]): (Nested | Sent)[] =>
    parents.reduceRight<(Nested | Sent)[]>((options, parent) => [{ ...parent, options }], sent)
  return { options: leaves, wrap }
}

const expected: Record<Leaf['type'], string> = {
  3: 'string',
  4: 'number',
  5: 'boolean',
  6: 'object',
  7: 'object',
  8: 'object',
  9: 'object',
  10: 'number',
  11: 'object',
}

const problemOf = (option: Leaf, value: Value): string | undefined => {
  if (typeof value !== expected[option.type]) return `is not a ${expected[option.type]}`
  if (option.type === 4 && !Number.isSafeInteger(value)) return 'is not a whole number'
  if (option.type === 7 && !(typeof value === 'object' && 'botMay' in value)) return 'is not a channel'
  if (option.type === 7 && option.channel_types && !option.channel_types.includes(0)) return 'is not of these types'
  if (option.type === 6 && typeof value === 'object' && 'botMay' in value) return 'is not a user'
  if ('choices' in option && option.choices?.length && !option.choices.some((choice) => choice.value === value))
    return `is none of ${option.choices.map((choice) => choice.value).join(', ')}`
  const [least, most] = boundsOf(option)
  const size = typeof value === 'string' ? value.length : Number(value)
  if (size < (least ?? Number.NEGATIVE_INFINITY)) return `is below ${least}`
  return size > (most ?? Number.POSITIVE_INFINITY) ? `is above ${most}` : undefined
}

const boundsOf = (option: Leaf): readonly (number | null | undefined)[] => {
  // What is required cannot be sent empty.
  if (option.type === 3) return [option.min_length ?? 1, option.max_length ?? 6000]
  return 'min_value' in option ? [option.min_value, option.max_value] : []
}

/** People and channels among the values, as Discord adds them. */
export const resolvedOf = (values: readonly Value[], { guild }: Channel) => {
  const things = values.filter((value) => typeof value === 'object')
  const channels = things.filter((thing): thing is Channel => 'botMay' in thing)
  const users = things.filter((thing): thing is User => !('botMay' in thing))
  const byId = <T>(list: T[], idOf: (one: T) => string, show: (one: T) => object) =>
    Object.fromEntries(list.map((one) => [idOf(one), show(one)]))
  return {
    ...(users.length > 0 && { users: byId(users, (user) => user.id, wireUser) }),
    ...(users.length > 0 &&
      guild && {
        members: byId(
          users,
          (user) => user.id,
          () => ({ ...wireMember(), permissions: String(memberMay(false)) }),
        ),
      }),
    ...(channels.length > 0 && {
      channels: byId(
        channels,
        (channel) => channel.id,
        (channel) => ({
          ...wireChannel(channel),
          permissions: String(channel.peopleMay ?? memberMay(false)),
          app_permissions: String(channel.botMay),
        }),
      ),
    }),
  }
}
