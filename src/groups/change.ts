/** A change in the group of the channel: one transaction that first closes the weeks that are over. */
import type { Context } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import type { Closing } from '../core/closing.ts'
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

/** Changes something of the caller's in the group here. Progress is the same in all of one's groups, so weeks are closed in each. */
export const changeOwn = <T>(
  context: Context,
  work: (scene: OwnScene & Closed, within: Within) => Promise<T>,
): Promise<T> =>
  context.change(async (within) => {
    const scene = await isThere(await ownScene(context, within), within)
    const closings = await closeWeeks(scene, within)
    await closeWeeksOf(scene.me.learner.id, context, within, scene.group)
    return work({ ...scene, closings }, within)
  })

/** Changes the group here, which only organizers may. */
export const changeGroup = <T>(
  context: Context,
  work: (scene: Scene & Before, within: Within) => Promise<T>,
): Promise<T> =>
  changeHere(context, async (scene, within) => {
    mustOrganize(scene, context)
    return work(scene, within)
  })
