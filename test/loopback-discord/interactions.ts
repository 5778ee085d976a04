/** Interactions, the callbacks that answer them and the webhooks of their tokens. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Choice, createExchange, type Exchange } from './exchange.ts'
import { accept, mistake, text } from './form.ts'
import { type File, flag } from './message-rules.ts'
import type { Message, Messages } from './messages.ts'
import { acceptModal, type Modal } from './modal-rules.ts'
import { Refusal } from './refusal.ts'
import type { Channel, State, User } from './state.ts'

export const kind = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const
type Kind = (typeof kind)[keyof typeof kind]

const callback = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const
const { message: reply, defer, deferUpdate, update, choices, modal } = callback
const allowedCallbacks: Record<Kind, readonly number[]> = {
  2: [reply, defer, modal],
  3: [reply, defer, deferUpdate, update, modal],
  4: [choices],
  5: [reply, defer, deferUpdate, update],
}

export type Opening = {
  kind: Kind
  user: User
  channel: Channel
  /** The message that carries the button, also that from which a modal came. */
  source?: Message | undefined
  /** The type of the option that is being typed. */
  focusedType?: number
}
type Interaction = Opening & {
  id: string
  token: string
  at: number
  phase: 'open' | 'late' | 'answered'
  /** A deferred answer has not come yet. */
  isPending: boolean
  original?: Message | undefined
  own: Set<Message>
  progress: ReturnType<typeof createExchange>
}
type Form = { given: unknown; uploads: readonly File[] }
type Parts = { state: State; messages: Messages; answerWithinMs: number; changed: () => void }

const tokenLifetime = 15 * 60_000
const callbackForm = z.object({ type: z.int(), data: z.unknown().optional() })
const choiceForm = <T extends z.ZodType<string | number>>(value: T) =>
  z.object({ choices: z.array(z.object({ name: text(100), value })).max(25) })
const textChoices = choiceForm(text(100, 0))
const numberChoices = choiceForm(z.number())
const flagForm = z.object({ flags: z.int().nullish() })
const replyFlags = flag.suppressEmbeds | flag.ephemeral | flag.silent | flag.componentsV2

export const createInteractions = ({ state, messages, answerWithinMs, changed }: Parts) => {
  const byToken = new Map<string, Interaction>()
  const timers = new Set<NodeJS.Timeout>()
  const modals = new WeakMap<Modal, Interaction>()

  const flagsOf = (given: unknown): number => accept(flagForm, given ?? {}).flags ?? 0
  const audience = (interaction: Interaction, isEphemeral: boolean) =>
    isEphemeral ? { visibleTo: interaction.user.id } : {}
  const post = (interaction: Interaction, form: Form): Message => {
    if (!state.channels.has(interaction.channel.id)) throw new Refusal('unknownChannel')
    const isEphemeral = Boolean(flagsOf(form.given) & flag.ephemeral)
    const message = messages.create(interaction.channel.id, {
      ...form,
      settable: replyFlags,
      ordinary: false,
      ...audience(interaction, isEphemeral),
    })
    message.askedBy = interaction.user
    interaction.own.add(message)
    return message
  }

  /** Does what the callback says, and tells whether something is still to come. */
  const perform = (interaction: Interaction, type: number, form: Form): boolean => {
    const { shown } = interaction.progress
    if (type === reply) {
      shown.ephemeral = Boolean(flagsOf(form.given) & flag.ephemeral)
      shown.message = interaction.original = post(interaction, form)
    } else if (type === defer) {
      const flags = flagsOf(form.given)
      if (flags & ~flag.ephemeral)
        throw mistake(['data', 'flags'], 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set')
      shown.ephemeral = flags === flag.ephemeral
      const body = { content: '', embeds: [], components: [], files: [], flags: flags | flag.loading }
      shown.message = interaction.original = messages.add(
        interaction.channel.id,
        body,
        audience(interaction, shown.ephemeral),
      )
      shown.message.askedBy = interaction.user
      interaction.own.add(shown.message)
      return true
    } else if (type === deferUpdate || type === update) {
      const source = sourceOf(interaction)
      interaction.original = source
      shown.ephemeral = source.visibleTo !== undefined
      if (type === update) shown.updated = messages.edit(source, form)
      interaction.own.add(source)
      return type === deferUpdate
    } else if (type === modal) {
      shown.modal = acceptModal(form.given)
      modals.set(shown.modal, interaction)
    } else {
      const accepted: Choice[] = accept(interaction.focusedType === 3 ? textChoices : numberChoices, form.given, [
        'data',
      ]).choices
      shown.choices = accepted
    }
    return false
  }
  const sourceOf = ({ source }: Interaction): Message => {
    if (source === undefined) throw mistake(['type'], 'BASE_TYPE_CHOICES', 'There is no message to update')
    return messages.get(source.id)
  }

  const finish = (interaction: Interaction) => {
    interaction.isPending = false
    interaction.progress.finish()
    changed()
  }

  /** The interaction of a token, as the webhook sees it. */
  const acknowledged = (token: string | undefined): Interaction => {
    const interaction = byToken.get(token ?? '')
    interaction?.progress.requested()
    if (!interaction || state.clock() - interaction.at > tokenLifetime) throw new Refusal('invalidToken')
    if (interaction.phase !== 'answered') throw new Refusal('unknownWebhook')
    return interaction
  }
  const find = (interaction: Interaction, id: string | undefined): Message => {
    const message = id === '@original' ? interaction.original : messages.get(id)
    if (!message || !interaction.own.has(message) || !messages.exists(message)) throw new Refusal('unknownMessage')
    return message
  }

  return {
    /** Where a modal came from. */
    originOf: (shown: Modal): Interaction | undefined => modals.get(shown),

    open(opening: Opening): { id: string; token: string; exchange: Exchange } {
      const id = state.newId()
      // As long as Discord's, of letters that need no escape.
      const token = `aW50ZXJhY3Rpb246${randomBytes(120).toString('base64url')}`
      const progress = createExchange(id, token)
      const at = state.clock()
      const interaction: Interaction = {
        ...opening,
        id,
        token,
        at,
        phase: 'open',
        isPending: false,
        own: new Set(),
        progress,
      }
      byToken.set(token, interaction)
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (interaction.phase !== 'open') return
        interaction.phase = 'late'
        progress.fail()
        changed()
      }, answerWithinMs)
      timers.add(timer)
      return { id, token, exchange: progress.exchange }
    },

    callback(id: string | undefined, token: string | undefined, { given, uploads }: Form): Interaction {
      const interaction = byToken.get(token ?? '')
      interaction?.progress.requested()
      if (!interaction || interaction.id !== id || interaction.phase === 'late') throw new Refusal('unknownInteraction')
      if (interaction.phase === 'answered') throw new Refusal('alreadyAnswered')
      const { type, data } = accept(callbackForm, given)
      if (!allowedCallbacks[interaction.kind].includes(type))
        throw mistake(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowedCallbacks[interaction.kind]}}.`)
      interaction.isPending = perform(interaction, type, { given: data, uploads })
      interaction.phase = 'answered'
      interaction.progress.answer(type)
      if (!interaction.isPending) finish(interaction)
      changed()
      return interaction
    },

    get: (token: string | undefined, id: string | undefined): Message => find(acknowledged(token), id),
    edit(token: string | undefined, id: string | undefined, form: Form): Message {
      const interaction = acknowledged(token)
      const message = messages.edit(find(interaction, id), form)
      if (message === interaction.source) interaction.progress.shown.updated = message
      if (message === interaction.original) finish(interaction)
      return message
    },
    remove(token: string | undefined, id: string | undefined): void {
      const interaction = acknowledged(token)
      const message = find(interaction, id)
      messages.remove(message)
      const { shown } = interaction.progress
      shown.followUps = shown.followUps.filter((other) => other !== message)
      if (message === shown.message) delete shown.message
      if (message === interaction.original) finish(interaction)
    },
    followUp(token: string | undefined, form: Form): Message {
      const interaction = acknowledged(token)
      const { original, isPending } = interaction
      // The first follow-up of a deferred answer becomes that answer; who sees it was settled when it was deferred.
      if (isPending && original && original.flags & flag.loading) {
        const given = accept(z.record(z.string(), z.unknown()), form.given)
        const settled = { ...given, flags: flagsOf(given) & ~flag.ephemeral }
        messages.edit(original, { ...form, given: settled })
        finish(interaction)
        return original
      }
      const message = post(interaction, form)
      interaction.progress.shown.followUps.push(message)
      finish(interaction)
      return message
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

export type Interactions = ReturnType<typeof createInteractions>
