/** `npm run privacy -- purge <workspace>`: deletes groups of a workspace or server that the bot was removed from, without asking the platform. */

import type { Group } from '../../src/core/group.ts'
import { OperatorError } from '../../src/errors/operator-error.ts'
import type { Database, Readers } from '../../src/ports/database.ts'
import { counted, day, listed } from '../../src/views/format.ts'
import { readArguments } from './arguments.ts'
import { makeSure } from './make-sure.ts'
import type { PrivacyTask, Tools } from './task.ts'

export const purge: PrivacyTask = {
  usage: 'purge <workspace> [--all] [--yes]',
  summary: 'deletes the groups of a Slack workspace or Discord server that the bot was removed from',
  async run(args, tools) {
    const { named: workspace, has } = readArguments(args, { usage: purge.usage, flags: ['all', 'yes'] })
    const all = has('all')
    const groups = await groupsOf(workspace, tools.store.reads)
    const doomed = all ? groups : groups.filter(isRemoved)
    const others = groups.filter((group) => !doomed.includes(group))
    if (doomed.length === 0) throw new OperatorError(nothingThere(workspace, others))
    tools.print(await announcement(workspace, { doomed, others }, tools.store.reads))
    if (!has('yes')) await makeSure(tools)
    const deleted = await deleteGroups(doomed, { ...tools, all })
    tools.print(`Deleted: ${listed(deleted.map(({ name }) => name)) || 'nothing, because it changed meanwhile'}.`)
  },
}

const isRemoved = ({ deliveryBlock }: Group): boolean => deliveryBlock?.kind === 'removed'

/** The groups of a workspace; throws OperatorError with the known workspaces where it is missing or unknown. */
const groupsOf = async (workspace: string | undefined, reads: Readers): Promise<Group[]> => {
  const places = await reads.workspaces()
  const matches = places.filter((place) => place.workspace === workspace)
  const groups = await Promise.all(matches.map((place) => reads.groupsIn(place)))
  if (matches.length > 0) return groups.flat()
  const known = places.map((place) => `  ${place.workspace} (${place.platform}, ${counted(place.groups, 'group')})`)
  const question =
    workspace === undefined ? 'Name a workspace or server.' : `No group meets in a workspace or server ${workspace}.`
  if (known.length === 0) throw new OperatorError(`${question} No group meets anywhere.`)
  throw new OperatorError([`${question} Groups meet in:`, ...known].join('\n'))
}

const nothingThere = (workspace: string | undefined, others: readonly Group[]): string =>
  `The bot was not removed from ${workspace}, as far as it knows: ${namesOf(others)} ${others.length === 1 ? 'goes' : 'go'} on there. Add --all to delete ${others.length === 1 ? 'it' : 'them'} all the same.`

const namesOf = (groups: readonly Group[]) => listed(groups.map(({ name }) => name))

type Choice = { doomed: readonly Group[]; others: readonly Group[] }

const announcement = async (workspace: string | undefined, { doomed, others }: Choice, reads: Readers) => {
  const lines = doomed.map(async ({ id, name, deliveryBlock }) => {
    const members = (await reads.membersOf(id)).filter(({ leftOn }) => leftOn === undefined)
    const since =
      deliveryBlock?.kind === 'removed' ? deliveryBlock.since.toZonedDateTimeISO('UTC').toPlainDate() : undefined
    const state = since ? `the bot was removed on ${day(since)}` : 'the bot is there, as far as it knows'
    return `  ${name} (${counted(members.length, 'member')}): ${state}`
  })
  return [
    `In ${workspace}, this deletes with all boards and posts:`,
    ...(await Promise.all(lines)),
    ...(others.length > 0 ? [`It keeps ${namesOf(others)}, which the bot was not removed from.`] : []),
    'Everyone keeps their progress.',
  ].join('\n')
}

/** Deletes only groups that are still in the state that was shown: the bot may have been added again. */
const deleteGroups = async (
  groups: readonly Group[],
  { store, clock, all }: { store: Database; clock: Tools['clock']; all: boolean },
): Promise<readonly Group[]> => {
  const at = clock()
  const done = await store.transaction({ id: `purge by hand ${at}`, at }, async (within) => {
    const current = await Promise.all(groups.map(({ id }) => within.groupOf(id)))
    const doomed = current.filter((group) => group !== undefined).filter((group) => all || isRemoved(group))
    for (const { id } of doomed) await within.deleteGroup(id)
    return doomed
  })
  return 'repeated' in done ? [] : done
}
