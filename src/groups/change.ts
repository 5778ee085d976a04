/** A change in the group of the channel: one transaction, which first keeps the boards of weeks that are over where it could change them. */
import type { Context, ReadContext } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { type Closing, closedBy } from '../core/closing.ts'
import type { Group } from '../core/group.ts'
import { closeWeeks, closeWeeksOf } from './close-weeks.ts'
import { healed } from './healed.ts'
import { mustOrganize, type OwnScene, ownScene, type Scene, sceneOf } from './scene.ts'

type Within = Reads & Writes

/** What a change knows besides: the closed weeks of the group. */
type Closed = { closings: readonly Closing[] }

/** The group as it was kept: that somebody is there may have healed it by now. */
type Before = { before: Group }

/** Whoever types in the channel shows that the bot was not removed, or is back. */
export const asSeenHere = <S extends Scene>(scene: S): S =>
  scene.group.refusal?.kind === 'removed' && scene.here ? { ...scene, group: healed(scene.group, scene.now) } : scene

/** The group is not purged. */
const isThere = async <S extends Scene>(found: S, within: Within): Promise<S> => {
  const scene = asSeenHere(found)
  if (scene !== found) await within.saveGroup(scene.group)
  return scene
}

/** Changes something in the group here. */
export const changeHere = <T>(
  context: Context,
  work: (scene: Scene & Closed & Before, within: Within) => Promise<T>,
): Promise<T> =>
  context.change(async (within) => {
    const found = await sceneOf(context, within)
    const scene = await isThere(found, within)
    return work({ ...scene, before: found.group, closings: await closeWeeks(scene, within) }, within)
  })

type OwnOptions = {
  /** The change takes something from boards of weeks that are over: those that are due are kept before, in each of the caller's groups. */
  keepsBoards?: boolean
}

/**
 * Changes something of the caller's in the group here. What is only added closes no week: it scores by the time of closing, whether or
 * not the tick has come (core/closing.ts).
 */
export const changeOwn = <T>(
  context: Context,
  work: (scene: OwnScene & Closed, within: Within) => Promise<T>,
  { keepsBoards = false }: OwnOptions = {},
): Promise<T> =>
  context.change(async (within) => {
    const scene = await isThere(await ownScene(context, within), within)
    const { group, me, now } = scene
    if (keepsBoards) await closeWeeksOf(me.learner.id, context, within)
    return work({ ...scene, closings: closedBy(group, await within.closingsOf(group.id), now) }, within)
  })

/** Changes the group here, which only organizers may. */
export const changeGroup = async <T>(
  context: Context,
  work: (scene: Scene & Before, within: Within) => Promise<T>,
): Promise<T> => {
  // Before the change: a transaction waits for no platform.
  const mayManage = await mayManageNow(await sceneOf(context), context)
  return changeHere(context, async (scene, within) => {
    mustOrganize(scene, { actor: { ...context.actor, mayManage } })
    return work(scene, within)
  })
}

/** The scene for who may change its group at this moment, before they are asked whether they want to; throws UserError for others. */
export const sceneToChange = async (context: ReadContext): Promise<Scene> => {
  const scene = await sceneOf(context)
  mustOrganize(scene, { actor: { ...context.actor, mayManage: await mayManageNow(scene, context) } })
  return scene
}

/** Asked of the platform, unless the caller is an organizer by membership, or this is not asked where the group meets. */
const mayManageNow = async ({ group, here, me }: Scene, context: ReadContext): Promise<boolean> => {
  if (!here || me?.organizer) return false
  const mayManage = await context.mayManageNow()
  if (mayManage !== undefined) return mayManage
  throw new UserError('I can’t check right now whether you may do that', {
    next: [text`Nothing was changed. Try again in a minute, or ask an organizer of ${group.name}.`],
  })
}
