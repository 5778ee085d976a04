import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { changeOwn } from '../groups/change.ts'
import { depart, successionAfter } from '../groups/depart.ts'
import { type OwnScene, sceneOf } from '../groups/scene.ts'
import { leftCard } from '../views/membership.ts'
import { nothingDone } from '../views/questions.ts'
import { mayLeave } from '../views/removal.ts'
import { ask, askAnew, type Question } from './asking/question.ts'
import { sureOption } from './options/sure.ts'

export const leave = defineCommand({
  name: 'leave',
  summary: 'Ends your membership; your progress is kept for a return. The last organizer is asked first',
  options: z.strictObject({ sure: sureOption }),
  example: 'leave',
  answers: 'caller',
  effect: 'removes',
  run: async ({ sure }, context): Promise<Answer> => {
    if (sure === false) return { answer: nothingDone() }
    const { group, me, members } = await sceneOf(context)
    if (!me) throw new UserError(`You are not in ${group.name}`, { next: [text`There is nothing to leave.`] })
    const options = { line: context.line, group: group.id }
    if (sure === undefined && isLastOrganizer({ me, members })) return ask(questionOf({ group, me, members }), options)
    const goAway = async (scene: OwnScene, within: Reads & Writes): Promise<Answer> => {
      const question = questionOf(scene)
      if (sure === undefined && isLastOrganizer(scene)) return ask(question, options)
      const changed = sure === undefined ? undefined : await askAnew(question, sure, options)
      if (changed) return changed
      await depart(scene, scene.me, { within })
      return { answer: leftCard(scene.group, { mayReturn: scene.here === true }) }
    }
    return changeOwn(context, goAway, { keepsBoards: true })
  },
})

const isLastOrganizer = ({ me, members }: Pick<OwnScene, 'me' | 'members'>): boolean =>
  successionAfter(members, me) !== undefined

const questionOf = ({ group, me, members }: Pick<OwnScene, 'group' | 'me' | 'members'>): Question => ({
  card: mayLeave(group, successionAfter(members, me)),
  answers: [{ label: `Leave ${group.name}`, role: 'danger' }],
})
