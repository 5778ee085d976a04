/** What Slack tells of the places where the bot lives: it comes, it goes, channels get other ids. Bolt acknowledges it first. */
import type { App } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import type { Bot } from '../../../bot/bot.ts'
import type { ChannelEvent } from '../../../chat/channel-event.ts'
import type { Log } from '../../../ports/log.ts'
import type { SlackSender } from '../outbound/posting.ts'
import { toCard } from '../render/to-card.ts'
import type { Installations } from '../transport/installations.ts'
import { platform } from '../transport/platform.ts'

type EventsDeps = {
  bot: () => Bot
  installations: Installations
  posting: SlackSender
  log: Log
  /** Keeps in mind what is under way, for whoever stops the bot; never rejects. */
  tracked: (work: Promise<void>) => Promise<void>
}

type Told = { id: string; team: string }

const lastOneGone =
  'Slack has no workspace left with the bot in it: nobody is heard there. To go on, install the app in the workspace again, set SLACK_BOT_TOKEN to its token, and start the bot anew.'

/** Slack repeats an event for some minutes only. */
const maxChannels = 10_000

export const registerEvents = (app: App, { bot, installations, posting, log, tracked }: EventsDeps): void => {
  const place = (workspace: string, channel: string) => ({ platform, workspace, channel })
  /** When the bot last came to a channel or went. */
  const latest = new LRUCache<string, number>({ max: maxChannels })

  /** Slack repeats what was not heard, minutes later: a removal from before an invitation would stop a group that the bot is with. */
  const isNews = ({ team }: Told, { channel, event_ts }: { channel: string; event_ts: string }): boolean => {
    const [key, at] = [`${team} ${channel}`, Number(event_ts)]
    if (at < (latest.get(key) ?? 0)) return false
    latest.set(key, at)
    return true
  }

  const onChannelEvent = async ({ id, team }: Told, event: ChannelEvent): Promise<void> => {
    const reply = await bot().onChannelEvent(`${platform}:${id}`, event)
    if (!reply || event.kind !== 'added') return
    const posted = await posting.post(
      { channel: place(team, event.where.channel) },
      await toCard(reply, { bot: bot() }),
    )
    if (!('sent' in posted)) log.warn({ posted, channel: event.where.channel }, 'a greeting was not taken by Slack')
  }

  /** No token of the workspace is used any more; its groups stop. */
  const uninstalled = async (told: Told): Promise<void> => {
    const { team } = told
    if (installations.remove(team)) {
      log.warn({ team }, 'the bot was removed from a workspace of Slack')
      if (installations.isEmpty()) log.warn({}, lastOneGone)
    }
    await onChannelEvent(told, { kind: 'removed', where: { platform, workspace: team } })
  }

  app.event('member_joined_channel', async ({ event, body, context }) => {
    const told = toldBy(body, context)
    // A conversation with one person alone is no channel.
    if (event.user !== context.botUserId || event.channel.startsWith('D') || !isNews(told, event)) return
    await tracked(onChannelEvent(told, { kind: 'added', where: place(told.team, event.channel) }))
  })
  for (const left of ['channel_left', 'group_left'] as const)
    app.event(left, async ({ event, body, context }) => {
      const told = toldBy(body, context)
      if (!isNews(told, event)) return
      await tracked(onChannelEvent(told, { kind: 'removed', where: place(told.team, event.channel) }))
    })
  app.event('channel_id_changed', ({ event, body, context }) => {
    const told = toldBy(body, context)
    const from = place(told.team, event.old_channel_id)
    return tracked(onChannelEvent(told, { kind: 'moved', from, to: event.new_channel_id }))
  })
  app.event('app_uninstalled', ({ body, context }) => tracked(uninstalled(toldBy(body, context))))
  app.event('tokens_revoked', async ({ event, body, context }) => {
    const told = toldBy(body, context)
    const installation = installations.find(told.team)
    // Tokens of people are none of ours; and after the other event of the two there is nothing left to do.
    if (installation && event.tokens.bot?.includes(installation.botUserId)) await tracked(uninstalled(told))
  })
}

/** The workspace is the one where the bot is installed: a channel that is shared with others tells of theirs, too. */
const toldBy = (body: { event_id: string; team_id: string }, { teamId }: { teamId?: string }): Told => ({
  id: body.event_id,
  team: teamId ?? body.team_id,
})
