import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { CommandResult, Context } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { typed } from '../../chat/slash.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { comingMonday, dateAt } from '../../core/calendar.ts'
import { commonZones } from '../../core/common-zones.ts'
import { type Group, isNamed } from '../../core/group.ts'
import { slotAfter } from '../../core/slot.ts'
import { presentZone } from '../../core/zone.ts'
import { announce } from '../../groups/announce.ts'
import { checkMeetingChannel } from '../../groups/check-meeting-channel.ts'
import { changeToJson } from '../../groups/group-change-json.ts'
import { checkMayFound } from '../../groups/group-limits.ts'
import { scheduleOf } from '../../groups/member-progress.ts'
import { muteNotice } from '../../views/delivery-block.ts'
import { createdCard } from '../../views/group.ts'
import { toldInChannel } from '../../views/group-changed.ts'
import { foundingCard, foundingForm } from '../../views/group-form.ts'
import {
  dayOption,
  nameOption,
  resolveStart,
  resolveTime,
  startOption,
  tempoOption,
  timeOption,
} from '../options/group.ts'
import { resolveRoadmap, roadmapOption, suggestRoadmaps } from '../options/roadmap.ts'
import { resolveZone, suggestZones, zoneOption } from '../options/zone.ts'

export const groupCreate = defineCommand({
  name: 'group create',
  summary: 'Makes this channel the home of a study group',
  options: z.strictObject({
    name: nameOption,
    roadmap: roadmapOption,
    start: startOption,
    tempo: tempoOption,
    timezone: zoneOption,
    day: dayOption,
    time: timeOption,
  }),
  positional: 'name',
  freeText: true,
  example: { name: 'Backend Friends' },
  answers: 'channel',
  effect: 'writes',
  run: async (options, context): Promise<CommandResult> => {
    const { where } = context
    if (where.direct) throw needsChannel()
    const existing = await context.reads.groupAt(where)
    if (existing) throw taken(existing.name)
    const known = await context.reads.learnerOf(context.actor.id)
    // The limit comes before the form.
    if (known) await checkMayFound(known, context.reads)
    const isBare = Object.values(options).every((value) => value === undefined)
    // Others see the new group, so a press without any options asks first.
    if (isBare && (context.showsForms || context.source === 'component')) return founding(context)
    const { name, roadmap: named, start, tempo = defaults.tempo, timezone, day = defaults.postDay } = options
    const roadmap = await resolveRoadmap(named, context)
    const zone = timezone === undefined ? await ownZone(context) : await resolveZone(timezone, context)
    const today = dateAt(context.now, zone)
    const time = options.time === undefined ? defaults.postTime : resolveTime(options.time)
    const group: Group = {
      id: context.newId(),
      name: name ?? `${roadmap.title} study group`,
      roadmapId: roadmap.id,
      start: start === undefined ? comingMonday(today) : resolveStart(start, today),
      tempo,
      zone,
      pauses: [],
      postDay: day,
      postTime: time,
      postsEnabled: true,
      postsSince: context.now,
      nextPostAt: slotAfter({ day, time, zone }, context.now).at,
      createdOn: today,
      rescheduledAt: context.now,
    }
    const check = await checkMeetingChannel(context)
    const answer = await context.transaction(async (within) => {
      const learner = await within.upsertLearner(context.actor, where)
      await checkMayFound(learner, within)
      if (!(await within.createGroup(group, where))) throw taken((await within.groupAt(where))?.name)
      await within.saveMember({ learner, groupId: group.id, joinedOn: today, planFrom: today, organizer: true })
      const card = createdCard(group, scheduleOf(group, roadmap), { name: context.actor.name, learner })
      if (isNamed(learner) || check !== 'ok') return card
      // The answer is private, and others need the card to join.
      const about = changeToJson({ kind: 'founded' })
      await announce(group, { kind: 'change', id: context.requestId, about }, { within, now: context.now })
      return toldInChannel(card)
    })
    // Also behind a button: others join with what is on the card.
    return { answer, visibleTo: 'channel', ...(check === 'cannot-post' && { followUp: muteNotice(where.channel) }) }
  },
  suggest: { roadmap: suggestRoadmaps, timezone: suggestZones },
})

const defaults = { tempo: 'steady', postDay: 'monday', postTime: Temporal.PlainTime.from('09:00') } as const

/** Shows the form with all options. */
const founding = async (context: Context): Promise<CommandResult> => {
  const { roadmaps, now } = context
  const zone = await knownZone(context)
  const start = comingMonday(dateAt(now, zone ?? 'UTC'))
  const action = { command: groupCreate.name, input: { tempo: defaults.tempo } }
  return {
    answer: foundingCard(action),
    visibleTo: 'caller',
    form: foundingForm({ ...defaults, roadmaps, zone, start }),
  }
}

/** A platform may send a zone's former name, or one that is no place. */
const knownZone = async ({ reads, actor, now }: Context): Promise<string | undefined> => {
  const zone = (await reads.learnerOf(actor.id))?.zone ?? actor.zone
  return zone === undefined ? undefined : presentZone(zone, now)
}

/** The creator's own: from the settings, else what the platform says. */
const ownZone = async (context: Context): Promise<string> => {
  const zone = await knownZone(context)
  if (zone) return zone
  throw new UserError('Which time zone is the group in?', {
    next: [
      text`Weeks begin and posts come by its clock. Choose it, or add it, as in ${typed('group create timezone:Europe/Berlin')}.`,
    ],
    choices: {
      prompt: 'The time zone of the group',
      choices: commonZones.map((name) => ({
        label: name.replaceAll('_', ' '),
        action: context.action({ timezone: name }),
      })),
    },
  })
}

const needsChannel = () =>
  new UserError('A study group meets in a channel', {
    next: [text`Type ${typed('group create')} in the channel that is to be its home.`],
  })

const taken = (name = 'A group') =>
  new UserError(`${name} meets here already`, {
    next: [
      text`A channel is the home of one group. ${typed('join')} makes you a member; ${typed('group show')} tells more.`,
    ],
    buttons: [{ label: 'Show the group', action: { command: 'group show' } }],
  })
