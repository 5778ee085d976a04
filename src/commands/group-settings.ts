import { z } from 'zod'
import { replyAbout } from '../bot/about-group.ts'
import { type Answer, type Context, defineCommand, type ReadContext } from '../bot/command.ts'
import type { Address } from '../bot/invocation.ts'
import { lineOf } from '../bot/line.ts'
import type { Input } from '../bot/parse.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import type { Group } from '../core/group.ts'
import { groupSettingsOf } from '../core/group-change.ts'
import { slotAround, weeklyOf } from '../core/slot.ts'
import { tellChange } from '../groups/announce.ts'
import { changeGroup, sceneToChange } from '../groups/change.ts'
import { healed } from '../groups/healed.ts'
import { checkNewChannel, takenHome } from '../groups/new-home.ts'
import { rescheduleReminders } from '../groups/reminders.ts'
import { mustOrganize, presentMembers, type Scene, sceneOf } from '../groups/scene.ts'
import { groupChanged, toldInChannel } from '../views/group-changed.ts'
import { settingsForm } from '../views/group-form.ts'
import { changes, changesCard, settingsOverview } from '../views/group-settings.ts'
import { nothingDone } from '../views/questions.ts'
import { muteNotice } from '../views/refusal.ts'
import { ask, askAnew, type Question } from './asking/question.ts'
import {
  chosenStart,
  chosenTime,
  dayOption,
  nameOption,
  startOption,
  tempoOption,
  timeOption,
} from './options/group.ts'
import { sureOption } from './options/sure.ts'
import { chosenZone, suggestZones, zoneOption } from './options/zone.ts'

const options = z.strictObject({
  name: nameOption,
  tempo: tempoOption,
  start: startOption,
  timezone: zoneOption,
  day: dayOption,
  time: timeOption,
  nudges: z.boolean().optional().describe('Whether there is a weekly post'),
  channel: z
    .string()
    .max(64)
    .refine((channel) => /^#?[\p{L}\p{N}._:-]+$/u.test(channel), 'a channel: one word, or picked from the list')
    .transform((channel) => channel.replace('#', ''))
    .optional()
    .describe('The channel where the group meets from now on')
    .meta({ kind: 'channel' }),
  sure: sureOption,
})

type Options = z.output<typeof options>

export const groupSettings = defineCommand({
  name: 'group settings',
  summary: 'Changes the group, after showing what follows; for organizers',
  options,
  example: 'group settings tempo:relaxed',
  answers: 'caller',
  effect: 'writes',
  asksFirst: true,
  run: async (typed, context): Promise<Answer> => {
    const { sure } = typed
    if (sure === false) return { answer: nothingDone() }
    if (Object.entries(typed).every(([name, value]) => name === 'sure' || value === undefined))
      return settingsOf(context)
    const scene = await sceneToChange(context)
    const given = await withZone(typed, context)
    const { sure: _, ...wanted } = given
    const [address = context.where] = await context.reads.channelsOf(scene.group.id)
    const wish = changed(scene, given)
    const target = targetOf(given.channel, address, context)
    const move = { from: address, to: target }
    const hasMoved = target.channel !== address.channel
    const changeOf = (before: Group, after: Group) => ({
      kind: 'settings' as const,
      before: groupSettingsOf(before, address.channel),
      after: groupSettingsOf(after, target.channel),
    })
    if (isSame(changeOf(scene.group, wish))) throw sameAlready()
    const isMute = given.channel !== undefined && (await checkNewChannel(scene.group, move, context)) === 'cannot-post'
    const aside = isMute ? { aside: muteNotice(target.channel) } : {}
    const questionOf = (before: Group, after: Group): Question => ({
      card: changesCard(changeOf(before, after), after, scene.roadmap),
      answers: [{ label: 'Apply', role: 'main' }],
    })
    const line = (other: Input) => lineOf(groupSettings, { ...wanted, ...other })
    const options = { line, group: scene.group.id }
    if (sure === undefined) return { ...(await ask(questionOf(scene.group, wish), options)), ...aside }
    return changeGroup(context, async (current, within) => {
      const { before } = current
      const after = changed(current, given)
      // The button may have been pressed twice.
      const change = changeOf(before, after)
      if (isSame(change)) throw sameAlready()
      const anew = await askAnew(questionOf(before, changed({ ...current, group: before }, given)), sure, options)
      if (anew) return { ...anew, ...aside }
      await within.saveGroup(after)
      if (after.zone !== current.before.zone)
        await rescheduleReminders(presentMembers(current.members), within, after.rescheduledAt)
      if (hasMoved && !(await within.moveGroup(after.id, target))) throw takenHome()
      // Its button is about the group, also where that does not meet any more.
      const reply = replyAbout(after.id, groupChanged(change, after, current.roadmap))
      const movedFrom = hasMoved && !before.refusal ? address : undefined
      // Whoever moves a group wants to know where it is.
      const short = hasMoved ? reply : toldInChannel(reply)
      const told = await tellChange(context, { scene: current, after, change, reply, short, within, movedFrom })
      return { ...told, ...aside }
    })
  },
  suggest: { timezone: suggestZones },
})

/** What they are, and the form to change them. */
const settingsOf = async (context: ReadContext): Promise<Answer> => {
  const scene = await sceneOf(context)
  mustOrganize(scene, context)
  if (context.via === 'form') throw untouched()
  const [address = context.where] = await context.reads.channelsOf(scene.group.id)
  return { answer: settingsOverview(scene.group), form: settingsForm(scene.group, scene.roadmap, address.channel) }
}

/** The zone that is meant in the place of what was typed. What is asked about it never carries that somebody is sure. */
const withZone = async ({ sure, ...wanted }: Options, { now }: Context): Promise<Options> => {
  const line = (other: { timezone: string }) => lineOf(groupSettings, { ...wanted, ...other })
  const { timezone } = wanted
  return { ...wanted, sure, ...(timezone !== undefined && { timezone: await chosenZone(timezone, { now, line }) }) }
}

/** The group as it would be. A new time of the weekly post closes no week that is open now, and this week's post is not lost. */
const changed = ({ group, today, now }: Scene, { sure: _, ...wanted }: Options): Group => {
  const { name, tempo, start, timezone, day, time, nudges, channel } = wanted
  // What was put right is tried again.
  const heals = nudges === true || channel !== undefined
  const after: Group = {
    ...(heals ? healed(group, now) : group),
    ...(name !== undefined && { name }),
    ...(tempo !== undefined && { tempo }),
    ...(start !== undefined && { start: chosenStart(start, today) }),
    ...(timezone !== undefined && { zone: timezone }),
    ...(day !== undefined && { nudgeDay: day }),
    ...(time !== undefined && { nudgeTime: chosenTime(time) }),
    ...(nudges !== undefined && { nudges }),
    ...((timezone ?? day ?? time) !== undefined && { rescheduledAt: now }),
    ...(nudges === true && !group.nudges && { nudgesSince: now }),
  }
  return after.rescheduledAt === now ? { ...after, nextNudgeAt: slotAround(weeklyOf(after), now).at } : after
}

/** The channel of that id, where the group is now; or `here`, wherever that is, which only buttons say. */
const targetOf = (channel: string | undefined, address: Address, { where }: Context): Address => {
  if (channel !== 'here') return { ...address, channel: channel ?? address.channel }
  if (!where.direct) return where
  throw new UserError('A group cannot meet in a direct message', {
    next: [text`Press the button in a channel, or name one with ${typed('group settings channel:…')}.`],
  })
}

const isSame = (change: Parameters<typeof changes>[0]): boolean => changes(change).length === 0

const sameAlready = () => new UserError('That is how it is already', { next: [text`Nothing would change.`] })

const untouched = () =>
  new UserError('Nothing was changed', {
    next: [text`Change what is to be different before you hand the form over, or close it.`],
  })
