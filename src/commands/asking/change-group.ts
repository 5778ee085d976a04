/** Changes a group after asking, which only organizers may. */
import type { Answer, Context } from '../../bot/command.ts'
import type { Reads, Writes } from '../../bot/store.ts'
import { asSeenHere, changeGroup, sceneToChange } from '../../groups/change.ts'
import type { Scene } from '../../groups/scene.ts'
import { nothingDone } from '../../views/questions.ts'
import type { Sure } from '../options/sure.ts'
import { ask, askAnew, type Question } from './question.ts'

type Planned<Plan> = Question & { plan: Plan }

type Asked<Plan> = {
  sure: Sure
  /** What would follow, and the plan for it; throws UserError where it cannot be done. It only looks. */
  question(scene: Scene, reads: Reads): Promise<Planned<Plan>>
  apply(plan: Plan, scene: Scene, within: Reads & Writes): Promise<Answer>
}

export const changeGroupAfterAsking = async <Plan>(
  context: Context,
  { sure, question, apply }: Asked<Plan>,
): Promise<Answer> => {
  if (sure === false) return { answer: nothingDone(), seenBy: 'caller' }
  if (sure === undefined) {
    const scene = await sceneToChange(context)
    return ask(await question(asSeenHere(scene), context.reads), { line: context.line, group: scene.group.id })
  }
  return changeGroup(context, async (current, within) => {
    const asked = await question(current, within)
    const anew = await askAnew(asked, sure, { line: context.line, group: current.group.id })
    return anew ?? apply(asked.plan, current, within)
  })
}
