/** The registered commands: the global ones, and those of single guilds. */
import { z } from 'zod'
import { acceptCommand, type Definition } from './command-rules.ts'
import { accept, mistake } from './form.ts'
import { Refusal } from './refusal.ts'

export type Registered = Definition & { id: string; version: string; guild_id?: string; application_id: string }

const most = { 1: 100, 2: 15, 3: 15 } as const

export const createCommandRegistry = (application: { id: string }, newId: () => string) => {
  const scopes = new Map<string | undefined, Registered[]>()
  let puts = 0

  const all = (guildId?: string): Registered[] => scopes.get(guildId) ?? []
  const replace = (guildId: string | undefined, commands: Registered[]) => {
    for (const [type, limit] of Object.entries(most))
      if (commands.filter((command) => command.type === Number(type)).length > limit)
        throw new Refusal('tooManyCommands')
    scopes.set(guildId, commands)
  }
  const same = (a: Definition) => (b: Definition) => a.name === b.name && a.type === b.type
  const complete = (definition: Definition, guildId: string | undefined, id?: string): Registered => ({
    default_member_permissions: null,
    contexts: guildId === undefined ? null : undefined,
    integration_types: guildId === undefined ? [0] : undefined,
    nsfw: false,
    ...definition,
    id: id ?? all(guildId).find(same(definition))?.id ?? newId(),
    version: newId(),
    application_id: application.id,
    ...(guildId !== undefined && { guild_id: guildId }),
  })
  const get = (id: string | undefined, guildId?: string): Registered => {
    const command = all(guildId).find((command) => command.id === id)
    if (command === undefined) throw new Refusal('unknownCommand')
    return command
  }
  const save = (command: Registered, guildId?: string): Registered => {
    const others = all(guildId).filter((other) => other.id !== command.id)
    if (others.some(same(command)))
      throw mistake([], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
    replace(guildId, [...others, command])
    return command
  }

  return {
    all,
    get,
    /** How often all commands were replaced, globally or for a guild. */
    get puts() {
      return puts
    },
    put(given: unknown, guildId?: string): Registered[] {
      puts++
      const list = accept(z.array(z.unknown()).max(130), given)
      const definitions = list.map((one, index) => acceptCommand(one, [index]))
      for (const [index, definition] of definitions.entries())
        if (definitions.findIndex(same(definition)) < index)
          throw mistake([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
      const commands = definitions.map((definition) => complete(definition, guildId))
      replace(guildId, commands)
      return commands
    },
    post: (given: unknown, guildId?: string) => save(complete(acceptCommand(given), guildId), guildId),
    patch(id: string | undefined, given: unknown, guildId?: string) {
      const changes = accept(z.record(z.string(), z.unknown()), given)
      const before = get(id, guildId)
      return save(complete(acceptCommand({ ...before, ...changes, type: before.type }), guildId, id), guildId)
    },
    remove(id: string | undefined, guildId?: string) {
      const { id: found } = get(id, guildId)
      scopes.set(
        guildId,
        all(guildId).filter((command) => command.id !== found),
      )
    },
  }
}

export type CommandRegistry = ReturnType<typeof createCommandRegistry>
