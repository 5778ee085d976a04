import { withIds } from './filled-ids.ts'
import type { Happening, Happenings } from './happenings.ts'
import { type Json, objectsOf, textOf } from './json.ts'
import { Refusal } from './refusal.ts'
import type { State, User, View } from './state.ts'
import { refuseView } from './view-rules.ts'

type Source = Pick<Happening, 'by' | 'key'>
const mostModals = 3

/** Modals (a stack of up to three per person) and home tabs. */
export const createViews = (state: State, { tell }: Happenings) => {
  const filled = (content: Json): Json => ({
    ...content,
    blocks: withIds(objectsOf(content.blocks), () => state.newId('b')),
  })
  const newHash = () => `${state.newTs()}.${state.newId('h')}`
  const stackOf = (user: User) => state.modals.get(user.id) ?? []
  const make = (kind: View['kind'], user: User, content: Json, below?: View): View => {
    const id = state.newId('V')
    return {
      id,
      kind,
      user,
      workspace: user.workspace,
      content: filled(content),
      hash: newHash(),
      rootId: below?.rootId ?? id,
      ...(below && { previousId: below.id }),
      open: true,
      inputs: new Map(),
      offers: new Map(),
    }
  }
  const show = (view: View, source: Source) => {
    const kind = view.kind === 'home' ? 'home' : 'modal'
    tell({ kind, ...source, workspace: view.workspace, user: view.user, view })
    return view
  }
  const refuseTakenId = (content: Json, except?: View) => {
    const id = textOf(content.external_id)
    const isTaken = id !== '' && all().some((view) => view !== except && view.content.external_id === id)
    if (isTaken) throw new Refusal('duplicate_external_id')
  }
  const all = () => [...state.homes.values(), ...[...state.modals.values()].flat()]
  const change = (view: View, content: Json, source: Source) => {
    refuseView(content, view.kind)
    refuseTakenId(content, view)
    view.content = filled(content)
    view.hash = newHash()
    keepInputs(view)
    return show(view, source)
  }

  return {
    homeOf: (user: User) => state.homes.get(user.id),
    find: (idOrExternalId: string, workspaceId: string) =>
      all().find(
        ({ id, content, workspace }) =>
          workspace.id === workspaceId && (id === idOrExternalId || content.external_id === idOrExternalId),
      ),
    open(user: User, content: Json, source: Source) {
      refuseTakenId(content)
      for (const view of stackOf(user)) view.open = false
      const view = make('modal', user, content)
      state.modals.set(user.id, [view])
      return show(view, source)
    },
    push(user: User, content: Json, source: Source) {
      refuseView(content, 'modal')
      refuseTakenId(content)
      const stack = stackOf(user)
      if (stack.length === 0) throw new Refusal('not_found')
      if (stack.length >= mostModals) throw new Refusal('push_limit_reached')
      const view = make('modal', user, content, stack.at(-1))
      state.modals.set(user.id, [...stack, view])
      return show(view, source)
    },
    change,
    publish(user: User, content: Json, source: Source) {
      const known = state.homes.get(user.id)
      if (known) return change(known, content, source)
      refuseView(content, 'home')
      const view = make('home', user, content)
      state.homes.set(user.id, view)
      return show(view, source)
    },
    /** Closes the top modal, or all of a person. */
    close(user: User, { all: whole = false, ...source }: Source & { all?: boolean }) {
      const stack = stackOf(user)
      const closed = whole ? stack : stack.slice(-1)
      for (const view of closed) view.open = false
      state.modals.set(user.id, whole ? [] : stack.slice(0, -1))
      const top = closed.at(-1)
      tell({ kind: 'modal closed', ...source, workspace: user.workspace, user, ...(top && { view: top }) })
    },
  }
}

/** What was typed stays when a view is changed and both the block's and the action's id stay. */
const keepInputs = (view: View) => {
  const kept = new Set(objectsOf(view.content.blocks).map(({ block_id }) => block_id))
  for (const inputs of view.inputs.values())
    for (const blockId of Object.keys(inputs)) if (!kept.has(blockId)) delete inputs[blockId]
}

export type Views = ReturnType<typeof createViews>
