/** A change in the group of the channel: one transaction that first closes the weeks that are over. */
import type { Context } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { closeWeeks } from './close-weeks.ts'
import { mustOrganize, type OwnScene, ownScene, type Scene, sceneOf } from './scene.ts'

type Within = Reads & Writes

/** Changes something in the group here. */
export const changeHere = <T>(context: Context, work: (scene: Scene, within: Within) => Promise<T>): Promise<T> =>
  context.change(async (within) => {
    const scene = await sceneOf(context, within)
    await closeWeeks(scene, within)
    return work(scene, within)
  })

/** Changes something of the caller's in the group here. */
export const changeOwn = <T>(context: Context, work: (scene: OwnScene, within: Within) => Promise<T>): Promise<T> =>
  context.change(async (within) => {
    const scene = await ownScene(context, within)
    await closeWeeks(scene, within)
    return work(scene, within)
  })

/** Changes the group here, which only organizers may. */
export const changeGroup = <T>(context: Context, work: (scene: Scene, within: Within) => Promise<T>): Promise<T> =>
  changeHere(context, async (scene, within) => {
    mustOrganize(scene, context)
    return work(scene, within)
  })
