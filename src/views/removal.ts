/** What is said when somebody goes, is removed, is kept out or let back in. */
import type { Block, Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import { strong, type Text, text } from '../bot/text.ts'
import type { Succession } from '../core/facts.ts'
import type { Group, Learner, Member } from '../core/group.ts'
import { day, listed, publicName } from './figures.ts'
import type { QuestionCard } from './questions.ts'

/** What becomes of a group without its last organizer. */
export const successionSentence = (whose: string, { successor }: Succession): Text => {
  if (!successor)
    return text`${whose} the last one in the group. It is empty then, and belongs to whoever joins next. ${typed('group end')} ends it.`
  const { learner } = successor
  return text`${whose} its only organizer. ${strong(publicName(learner))} organizes the group then${learner.visibility === 'named' ? ', as its longest member' : ''}. Everyone in the group’s channel is told.`
}

export const mayLeave = ({ name }: Group, after: Succession | undefined): QuestionCard => ({
  title: `Leave ${name}?`,
  blocks: [
    ...(after ? [paragraph(successionSentence('You are', after))] : []),
    paragraph(text`Boards no longer show you then. Your progress is kept for a return.`),
  ],
})

export const mayRemove = ({ name }: Group, learner: Learner, after: Succession | undefined): QuestionCard => ({
  title: `Remove ${learner.name} from ${name}?`,
  blocks: [
    ...(after ? [paragraph(successionSentence(`${learner.name} is`, after))] : []),
    paragraph(
      text`${learner.name} keeps their progress, and can join again. If you keep them out, they can join again only when an organizer lets them.`,
    ),
  ],
})

export const mayKeepOut = ({ name }: Group, { learner, leftOn }: Member): QuestionCard => ({
  title: `Keep ${learner.name} out of ${name}?`,
  blocks: [
    paragraph(
      text`${learner.name} left${leftOn ? ` on ${day(leftOn)}` : ''}. If you keep them out, they can join again only when an organizer lets them.`,
    ),
  ],
})

export const mayLetIn = ({ name }: Group, learner: Learner): QuestionCard => ({
  title: `Let ${learner.name} back into ${name}?`,
  blocks: [paragraph(text`They can join again then, when they want to.`)],
})

export const removedCard = ({ name }: Group, learner: Learner): Reply => ({
  title: `You removed ${learner.name} from ${name}`,
  blocks: [paragraph(text`${learner.name} keeps their progress, and can join again.`)],
})

export const keptOutCard = ({ name }: Group, { learner, leftOn }: Member, letIn: string): Reply => ({
  title: leftOn ? `You keep ${learner.name} out of ${name}` : `You removed ${learner.name} from ${name}`,
  blocks: [
    paragraph(text`${learner.name} keeps their progress. They can join again only when an organizer lets them.`),
    letInButtons([{ learner, line: letIn }]),
  ],
})

export const letInCard = ({ name }: Group, learner: Learner): Reply => ({
  title: `${learner.name} can join ${name} again`,
  blocks: [paragraph(text`I have not told them. ${typed('join')} makes them a member again.`)],
})

type KeptOut = { learner: Learner; line: string }

export const keptOutList = ({ name }: Group, people: readonly KeptOut[]): Reply => ({
  title: people.length === 0 ? `Nobody is kept out of ${name}` : `Who is kept out of ${name}`,
  blocks: [
    ...(people.length === 0
      ? []
      : [paragraph(text`${listed(people.map(({ learner }) => learner.name))} cannot join until you let them.`)]),
    paragraph(text`To remove a member, name them, as in ${typed('group remove Ana')}. I ask first.`),
    ...(people.length === 0 ? [] : [letInButtons(people)]),
  ],
})

const letInButtons = (people: readonly KeptOut[]): Block => ({
  kind: 'buttons',
  buttons: people.slice(0, mostButtons).map(({ learner, line }) => ({ label: `Let ${learner.name} back in`, line })),
})

/** Others are let back in by name. */
const mostButtons = 20

const paragraph = (words: Text): Block => ({ kind: 'text', text: words })
