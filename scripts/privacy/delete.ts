/** `npm run privacy -- delete <account>`: does the same as `privacy delete`, for a person who asks by mail. */

import type { ActorId } from '../../src/chat/invocation.ts'
import { personName } from '../../src/core/person-name.ts'
import { OperatorError } from '../../src/errors/operator-error.ts'
import { leaveAll, type Membership, membershipsOf, splitByEnd } from '../../src/groups/leave-all.ts'
import { successionAfter } from '../../src/groups/remove-member.ts'
import { listed } from '../../src/views/format.ts'
import { accountForms, readAccount, unknownAccount } from './account.ts'
import { readArguments } from './arguments.ts'
import { makeSure } from './make-sure.ts'
import type { PrivacyTask, Tools } from './task.ts'

export const deletePerson: PrivacyTask = {
  usage: 'delete <account> [--yes]',
  summary: `deletes a person (${accountForms}) and everything of theirs, after asking`,
  async run(args, tools) {
    const { named, has } = readArguments(args, { usage: deletePerson.usage, flags: ['yes'] })
    const account = readAccount(named, deletePerson.usage)
    const { store, print } = tools
    const stored = await store.reads.exportOf(account)
    if (Object.keys(stored).length === 0) throw unknownAccount(account)
    const names = (stored.names ?? []).map(({ name }) => personName(String(name)))
    print(
      announcement({
        account,
        names,
        memberships: await membershipsOf(await store.reads.learnerOf(account), store.reads),
      }),
    )
    if (!has('yes')) await makeSure(tools)
    await deleteAll(account, tools)
    print(`Deleted: everything of ${account}.`)
  },
}

type Doomed = { account: ActorId; names: readonly string[]; memberships: readonly Membership[] }

const announcement = ({ account, names, memberships }: Doomed): string => {
  const { left, ended } = splitByEnd(memberships)
  const called = [...new Set(names)]
  return [
    `This deletes ${account}${called.length > 0 ? `, called ${listed(called)}` : ''}: progress, settings, messages, buttons and rows of boards.`,
    ...left.map(({ group, members, me }) => {
      const succession = successionAfter(members, me)
      if (!succession) return `  ${group.name} goes on without them.`
      const { successor } = succession
      return `  ${group.name} goes on, organized by ${successor ? successor.name : 'whoever joins next'}.`
    }),
    ...ended.map(({ group }) => `  ${group.name} is deleted too: nobody else was ever there.`),
  ].join('\n')
}

/** Deletes in one transaction, as the bot does, so that the bot may be running. */
const deleteAll = async (account: ActorId, { store, clock, roadmaps }: Tools): Promise<void> => {
  const now = clock()
  const loaded = await roadmaps()
  // The id of the request is stored for days, so it must not contain the account.
  const done = await store.transaction({ id: `delete by hand ${now}`, at: now }, async (within) => {
    const memberships = await membershipsOf(await within.learnerOf(account), within)
    await leaveAll(memberships, { roadmaps: loaded, now }, within)
    await within.deletePerson(account)
    return { deleted: true }
  })
  if ('repeated' in done)
    throw new OperatorError('Nothing was deleted, because another deletion came at the same moment. Try again.')
}
