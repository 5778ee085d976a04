/** A change in the group of the channel: one transaction that first closes the weeks that are over. */
import type { Context } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import type { Closing } from '../core/closing.ts'
import { closeWeeks, closeWeeksOf } from './close-weeks.ts'
import { mustOrganize, type OwnScene, ownScene, type Scene, sceneOf } from './scene.ts'

type Within = Reads & Writes

/** What a change knows besides: the closed weeks of the group. */
type Closed = { closings: readonly Closing[] }

/** Changes something in the group here. */
export const changeHere = <T>(
  context: Context,
  work: (scene: Scene & Closed, within: Within) => Promise<T>,
): Promise<T> =>
  context.change(async (within) => {
    const scene = await sceneOf(context, within)
    return work({ ...scene, closings: await closeWeeks(scene, within) }, within)
  })

/** Changes something of the caller's in the group here. Progress is the same in all of one's groups, so weeks are closed in each. */
export const changeOwn = <T>(
  context: Context,
  work: (scene: OwnScene & Closed, within: Within) => Promise<T>,
): Promise<T> =>
  context.change(async (within) => {
    const scene = await ownScene(context, within)
    const closings = await closeWeeks(scene, within)
    await closeWeeksOf(scene.me.learner.id, context, within, scene.group)
    return work({ ...scene, closings }, within)
  })

/** Changes the group here, which only organizers may. */
export const changeGroup = <T>(context: Context, work: (scene: Scene, within: Within) => Promise<T>): Promise<T> =>
  changeHere(context, async (scene, within) => {
    mustOrganize(scene, context)
    return work(scene, within)
  })
