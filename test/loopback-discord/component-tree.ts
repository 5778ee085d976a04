import type { Component } from './component-rules.ts'
import { mistake } from './form.ts'
import type { ModalComponent } from './modal-rules.ts'

type Top = Component | ModalComponent
type ChildOf<T> = T extends { components: (infer C)[] } ? C : never
type BesideOf<T> = T extends { accessory: infer C } ? C : T extends { component: infer C } ? C : never
type Child = ChildOf<Top> | ChildOf<ChildOf<Top>> | BesideOf<Top> | BesideOf<ChildOf<Top>>
export type AnyComponent = Top | Child

/** Every component, those inside of others included, in the order in which Discord numbers them. */
export const everyComponent = (components: readonly AnyComponent[]): AnyComponent[] =>
  components.flatMap((component) => {
    const inside: AnyComponent[] = []
    if ('components' in component) inside.push(...component.components)
    if ('accessory' in component) inside.push(component.accessory)
    if ('component' in component) inside.push(component.component)
    return [component, ...everyComponent(inside)]
  })

export const textsOf = (components: readonly AnyComponent[]): string[] =>
  everyComponent(components).flatMap((component) => (component.type === 10 ? [component.content] : []))

export const refuseRepeatedIds = (components: readonly AnyComponent[]): void => {
  const seen = new Set<unknown>()
  for (const component of everyComponent(components)) {
    const ids = [component.id && `#${component.id}`, 'custom_id' in component && component.custom_id].filter(Boolean)
    for (const id of ids) {
      if (seen.has(id))
        throw mistake(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
      seen.add(id)
    }
  }
}

/** Numbers the components that came without an id, as Discord does. */
export const number = (components: readonly AnyComponent[]): void => {
  const all = everyComponent(components)
  const taken = new Set(all.map(({ id }) => id))
  let next = 1
  for (const component of all) {
    if (component.id) continue
    while (taken.has(next)) next++
    component.id = next++
  }
}
