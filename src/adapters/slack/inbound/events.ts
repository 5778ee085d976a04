/** Handles Slack's events about channels and workspaces: the bot is added or removed, a channel gets another id. Bolt acknowledges them first. */
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
  /** Tracks work until it is done, so that `stop` waits for it; never rejects. */
  tracked: (work: Promise<void>) => Promise<void>
}

type EventSource = { id: string; team: string }

const noWorkspaceLeft =
  'Slack has no workspace left with the bot in it: nobody is heard there. To go on, install the app in the workspace again, set SLACK_BOT_TOKEN to its token, and start the bot anew.'

/** Slack repeats an event for some minutes only, so the times of the latest channels are enough. */
const maxChannels = 10_000

export const registerEvents = (app: App, { bot, installations, posting, log, tracked }: EventsDeps): void => {
  const place = (workspace: string, channel: string) => ({ platform, workspace, channel })
  /** The time of the last event of each channel, by workspace and channel. */
  const latest = new LRUCache<string, number>({ max: maxChannels })

  /** False for an event that Slack repeats minutes later: a removal from before an invitation would stop a group that the bot can post to. */
  const isLatest = ({ team }: EventSource, { channel, event_ts }: { channel: string; event_ts: string }): boolean => {
    const [key, at] = [`${team} ${channel}`, Number(event_ts)]
    if (at < (latest.get(key) ?? 0)) return false
    latest.set(key, at)
    return true
  }

  const onChannelEvent = async ({ id, team }: EventSource, event: ChannelEvent): Promise<void> => {
    const reply = await bot().onChannelEvent(`${platform}:${id}`, event)
    if (!reply || event.kind !== 'added') return
    const posted = await posting.post(
      { channel: place(team, event.where.channel) },
      await toCard(reply, { bot: bot() }),
    )
    if (!('sent' in posted)) log.warn({ posted, channel: event.where.channel }, 'Slack: a greeting was not posted')
  }

  /** Forgets the token of the workspace and stops its groups. */
  const uninstalled = async (source: EventSource): Promise<void> => {
    const { team } = source
    if (installations.remove(team)) {
      log.warn({ team }, 'Slack: the bot was removed from a workspace')
      if (installations.isEmpty()) log.warn({}, noWorkspaceLeft)
    }
    await onChannelEvent(source, { kind: 'removed', where: { platform, workspace: team } })
  }

  app.event('member_joined_channel', async ({ event, body, context }) => {
    const source = sourceOf(body, context)
    // A direct message is no channel.
    if (event.user !== context.botUserId || event.channel.startsWith('D') || !isLatest(source, event)) return
    await tracked(onChannelEvent(source, { kind: 'added', where: place(source.team, event.channel) }))
  })
  for (const left of ['channel_left', 'group_left'] as const)
    app.event(left, async ({ event, body, context }) => {
      const source = sourceOf(body, context)
      if (!isLatest(source, event)) return
      await tracked(onChannelEvent(source, { kind: 'removed', where: place(source.team, event.channel) }))
    })
  app.event('channel_id_changed', ({ event, body, context }) => {
    const source = sourceOf(body, context)
    const from = place(source.team, event.old_channel_id)
    return tracked(onChannelEvent(source, { kind: 'moved', from, to: event.new_channel_id }))
  })
  app.event('app_uninstalled', ({ body, context }) => tracked(uninstalled(sourceOf(body, context))))
  app.event('tokens_revoked', async ({ event, body, context }) => {
    const source = sourceOf(body, context)
    const installation = installations.find(source.team)
    // The event is also about people's tokens, and after `app_uninstalled` the installation is gone.
    if (installation && event.tokens.bot?.includes(installation.botUserId)) await tracked(uninstalled(source))
  })
}

/** The workspace where the bot is installed: events of a shared channel also name another workspace. */
const sourceOf = (body: { event_id: string; team_id: string }, { teamId }: { teamId?: string }): EventSource => ({
  id: body.event_id,
  team: teamId ?? body.team_id,
})
