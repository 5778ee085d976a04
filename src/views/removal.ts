/** Cards for members who leave, are removed, kept out or let back in. */
import type { Action } from '../chat/action.ts'
import type { Block, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { strong, type Text, text } from '../chat/text.ts'
import type { Group, Member } from '../core/group.ts'
import type { Succession } from '../core/view-models.ts'
import { day, listed, publicName } from './format.ts'
import type { QuestionCard } from './questions.ts'

/** The sentence about a group that loses its last organizer. */
export const successionSentence = (whose: string, { successor }: Succession): Text => {
  if (!successor)
    return text`${whose} the last one in the group. It is empty then, and belongs to whoever joins next. ${typed('group end')} ends it.`
  const isNamed = successor.learner.visibility === 'named'
  return text`${whose} its only organizer. ${strong(publicName(successor))} organizes the group then${isNamed ? ', as its longest member' : ''}. Everyone in the group’s channel is told.`
}

export const mayLeave = ({ name }: Group, after: Succession | undefined): QuestionCard => ({
  title: `Leave ${name}?`,
  blocks: [
    ...(after ? [paragraph(successionSentence('You are', after))] : []),
    paragraph(text`Boards no longer show you then. Your progress is kept for a return.`),
  ],
})

export const mayRemove = ({ name }: Group, member: Member, after: Succession | undefined): QuestionCard => ({
  title: `Remove ${member.name} from ${name}?`,
  blocks: [
    ...(after ? [paragraph(successionSentence(`${member.name} is`, after))] : []),
    paragraph(
      text`${member.name} keeps their progress, and can join again. If you keep them out, they can join again only when an organizer lets them.`,
    ),
  ],
})

export const mayKeepOut = ({ name }: Group, { name: whom, leftOn }: Member): QuestionCard => ({
  title: `Keep ${whom} out of ${name}?`,
  blocks: [
    paragraph(
      text`${whom} left${leftOn ? ` on ${day(leftOn)}` : ''}. If you keep them out, they can join again only when an organizer lets them.`,
    ),
  ],
})

export const mayLetIn = ({ name }: Group, member: Member): QuestionCard => ({
  title: `Let ${member.name} back into ${name}?`,
  blocks: [paragraph(text`They can join again then, when they want to.`)],
})

export const removedCard = ({ name }: Group, member: Member): Reply => ({
  title: `You removed ${member.name} from ${name}`,
  blocks: [paragraph(text`${member.name} keeps their progress, and can join again.`)],
})

export const keptOutCard = ({ name }: Group, member: Member, letIn: Action): Reply => ({
  title: member.leftOn ? `You keep ${member.name} out of ${name}` : `You removed ${member.name} from ${name}`,
  blocks: [
    paragraph(text`${member.name} keeps their progress. They can join again only when an organizer lets them.`),
    letInButtons([{ member, action: letIn }]),
  ],
})

export const letInCard = ({ name }: Group, member: Member): Reply => ({
  title: `${member.name} can join ${name} again`,
  blocks: [paragraph(text`I have not told them. ${typed('join')} makes them a member again.`)],
})

type KeptOut = { member: Member; action: Action }

export const keptOutList = ({ name }: Group, people: readonly KeptOut[]): Reply => ({
  title: people.length === 0 ? `Nobody is kept out of ${name}` : `Who is kept out of ${name}`,
  blocks: [
    ...(people.length === 0
      ? []
      : [paragraph(text`${listed(people.map(({ member }) => member.name))} cannot join until you let them.`)]),
    paragraph(text`To remove a member, name them, as in ${typed('group remove Ana')}. I ask first.`),
    ...(people.length === 0 ? [] : [letInButtons(people)]),
  ],
})

const letInButtons = (people: readonly KeptOut[]): Block => ({
  kind: 'buttons',
  buttons: people.slice(0, maxButtons).map(({ member, action }) => ({ label: `Let ${member.name} back in`, action })),
})

/** Others are let back in by name. */
const maxButtons = 20

const paragraph = (words: Text): Block => ({ kind: 'text', text: words })
