/** An answer or a post as data: a title and blocks, without anything of a platform. Adapters render it, and never look inside for meaning. */
import type { Action } from './action.ts'
import type { Text } from './text.ts'

/** Pressing a button asks its action, as a slash command with the same options does: there is no second way in. */
export type Button = {
  label: string
  action: Action
  /**
   * `page`: it turns the card to another page, for the person who asked for the card; `main`: the usual next step; `danger`: it
   * cannot be taken back.
   */
  role?: 'page' | 'main' | 'danger'
}

/** In a menu: the difference to others with the same label. */
export type DescribedButton = Button & { description?: string }

/** A cell is text; a column of figures stands right. */
export type Column = { title: string; align?: 'right' }

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Text }
  /** Short facts, each with its label. */
  | { kind: 'fields'; fields: readonly { label: Text; value: Text }[] }
  | { kind: 'list'; items: readonly Text[] }
  /** Things with a name, a description, and small print. */
  | { kind: 'entries'; entries: readonly { title: Text; summary?: Text; note?: Text }[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly Text[])[] }
  /** How much of something is done: `share` from 0 to 1. */
  | { kind: 'meter'; label: string; share: number; caption: Text }
  | { kind: 'buttons'; buttons: readonly Button[] }
  /** One of many, as a menu where a platform has menus. */
  | { kind: 'choices'; prompt: string; choices: readonly DescribedButton[] }

export type Reply = {
  title: string
  /** `problem`: it says what did not work and what to do next. */
  tone?: 'problem'
  /** The colour of a card, such as #3776ab. */
  accent?: string
  blocks: readonly Block[]
}

/** How many of a meter's ten parts are full: the last only when everything is done. */
export const tenthsOf = (share: number): number => Math.floor(Math.min(1, Math.max(0, share)) * 10)

/** One function for each kind of block: a new kind does not compile until every platform renders it. */
export type BlockRenderer<Out> = { [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => Out }

/** Renders one block with the function for its kind. */
export const renderBlock = <Out>(renderer: BlockRenderer<Out>, block: Block): Out =>
  // The key picks the function that takes exactly this block, which TypeScript cannot follow through a union.
  (renderer[block.kind] as (block: Block) => Out)(block)
