import { z } from 'zod'
import type { CommandResult, Context, ReadContext } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import type { Input } from '../../bot/read-options.ts'
import type { Address } from '../../chat/invocation.ts'
import { typed } from '../../chat/slash.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { withGroup } from '../../chat/with-group.ts'
import type { Group } from '../../core/group.ts'
import { groupSettingsOf } from '../../core/group-change.ts'
import { slotAround, weeklyOf } from '../../core/slot.ts'
import { announceChange } from '../../groups/announce.ts'
import { checkNewChannel, takenChannel } from '../../groups/check-meeting-channel.ts'
import { withDeliveryResumed } from '../../groups/delivery-resumed.ts'
import { type GroupContext, loadGroupContext, presentMembers, requireOrganizer } from '../../groups/group-context.ts'
import { rescheduleReminders } from '../../groups/reminders.ts'
import { contextToChange, updateAsOrganizer } from '../../groups/update-group.ts'
import { muteNotice } from '../../views/delivery-block.ts'
import { groupChanged, toldInChannel } from '../../views/group-changed.ts'
import { settingsForm } from '../../views/group-form.ts'
import { changes, changesCard, settingsOverview } from '../../views/group-settings.ts'
import { nothingDone } from '../../views/questions.ts'
import { ask, askAgain, type Question } from '../asking/question.ts'
import { confirmOption } from '../options/confirm.ts'
import {
  dayOption,
  nameOption,
  resolveStart,
  resolveTime,
  startOption,
  tempoOption,
  timeOption,
} from '../options/group.ts'
import { resolveZone, suggestZones, zoneOption } from '../options/zone.ts'

const options = z.strictObject({
  name: nameOption,
  tempo: tempoOption,
  start: startOption,
  timezone: zoneOption,
  day: dayOption,
  time: timeOption,
  posts: z.boolean().optional().describe('Whether there is a weekly post'),
  channel: z
    .string()
    .max(64)
    .refine((channel) => /^#?[\p{L}\p{N}._:-]+$/u.test(channel), 'a channel: one word, or picked from the list')
    .transform((channel) => channel.replace('#', ''))
    .optional()
    .describe('The channel where the group meets from now on')
    .meta({ kind: 'channel' }),
  confirm: confirmOption,
})

type Options = z.output<typeof options>

export const groupSettings = defineCommand({
  name: 'group settings',
  formerOptions: { nudges: 'posts' },
  summary: 'Changes the group, after showing what follows; for organizers',
  options,
  example: { tempo: 'relaxed' },
  answers: 'caller',
  effect: 'writes',
  asksFirst: true,
  run: async (typed, context): Promise<CommandResult> => {
    const { confirm } = typed
    if (confirm === false) return { answer: nothingDone() }
    if (Object.entries(typed).every(([name, value]) => name === 'confirm' || value === undefined))
      return settingsOf(context)
    const groupContext = await contextToChange(context)
    const wanted = await withZone(typed, context)
    const { confirm: _, ...requested } = wanted
    const [address = context.where] = await context.reads.channelsOf(groupContext.group.id)
    const wantedGroup = changed(groupContext, wanted)
    const target = targetOf(wanted.channel, address, context)
    const move = { from: address, to: target }
    const hasMoved = target.channel !== address.channel
    const changeOf = (before: Group, after: Group) => ({
      kind: 'settings' as const,
      before: groupSettingsOf(before, address.channel),
      after: groupSettingsOf(after, target.channel),
    })
    if (isSame(changeOf(groupContext.group, wantedGroup))) throw sameAlready()
    const isMute =
      wanted.channel !== undefined && (await checkNewChannel(groupContext.group, move, context)) === 'cannot-post'
    const followUp = isMute ? { followUp: muteNotice(target.channel) } : {}
    const questionOf = (before: Group, after: Group): Question => ({
      card: changesCard(changeOf(before, after), after, groupContext.roadmap),
      answers: [{ label: 'Apply', role: 'main' }],
    })
    const action = (other: Input) => context.action({ ...requested, ...other })
    const options = { action, group: groupContext.group.id }
    if (confirm === undefined)
      return { ...(await ask(questionOf(groupContext.group, wantedGroup), options)), ...followUp }
    return updateAsOrganizer(context, async (current, within) => {
      const { before } = current
      const after = changed(current, wanted)
      // The button may have been pressed twice.
      const change = changeOf(before, after)
      if (isSame(change)) throw sameAlready()
      const again = await askAgain(questionOf(before, changed({ ...current, group: before }, wanted)), confirm, options)
      if (again) return { ...again, ...followUp }
      await within.saveGroup(after)
      if (after.zone !== current.before.zone)
        await rescheduleReminders(presentMembers(current.members), within, after.rescheduledAt)
      if (hasMoved && !(await within.moveGroup(after.id, target))) throw takenChannel()
      // Its button is about the group, even after the group has moved.
      const reply = withGroup(after.id, groupChanged(change, after, current.roadmap))
      const movedFrom = hasMoved && !before.deliveryBlock ? address : undefined
      // The person who moves a group wants to know where it is.
      const short = hasMoved ? reply : toldInChannel(reply)
      const announced = await announceChange(context, {
        groupContext: current,
        after,
        change,
        reply,
        short,
        within,
        movedFrom,
      })
      return { ...announced, ...followUp }
    })
  },
  suggest: { timezone: suggestZones },
})

/** The present settings, and the form to change them. */
const settingsOf = async (context: ReadContext): Promise<CommandResult> => {
  const groupContext = await loadGroupContext(context)
  requireOrganizer(groupContext, context)
  if (context.source === 'modal') throw untouched()
  const [address = context.where] = await context.reads.channelsOf(groupContext.group.id)
  return {
    answer: settingsOverview(groupContext.group),
    form: settingsForm(groupContext.group, groupContext.roadmap, address.channel),
  }
}

/** The options with the resolved zone in the place of the typed one. A question about the zone never carries `confirm`. */
const withZone = async ({ confirm, ...requested }: Options, context: Context): Promise<Options> => {
  const { now } = context
  const action = (other: { timezone: string }) => context.action({ ...requested, ...other, confirm: undefined })
  const { timezone } = requested
  return {
    ...requested,
    confirm,
    ...(timezone !== undefined && { timezone: await resolveZone(timezone, { now, action }) }),
  }
}

/** The group as it would be. A new time of the weekly post closes no week that is open now, and this week's post is not lost. */
const changed = ({ group, today, now }: GroupContext, { confirm: _, ...requested }: Options): Group => {
  const { name, tempo, start, timezone, day, time, posts, channel } = requested
  // Posts resume after the cause of a block was fixed.
  const resumesDelivery = posts === true || channel !== undefined
  const after: Group = {
    ...(resumesDelivery ? withDeliveryResumed(group, now) : group),
    ...(name !== undefined && { name }),
    ...(tempo !== undefined && { tempo }),
    ...(start !== undefined && { start: resolveStart(start, today) }),
    ...(timezone !== undefined && { zone: timezone }),
    ...(day !== undefined && { postDay: day }),
    ...(time !== undefined && { postTime: resolveTime(time) }),
    ...(posts !== undefined && { postsEnabled: posts }),
    ...((timezone ?? day ?? time) !== undefined && { rescheduledAt: now }),
    ...(posts === true && !group.postsEnabled && { postsSince: now }),
  }
  return after.rescheduledAt === now ? { ...after, nextPostAt: slotAround(weeklyOf(after), now).at } : after
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
