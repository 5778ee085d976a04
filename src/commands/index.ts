/** All commands, in the order in which help lists them. A new command is a file beside this one and a line here. */
import type { Command } from '../bot/command.ts'
import { career } from './career.ts'
import { help } from './help.ts'
import { list } from './list.ts'
import { overview } from './overview.ts'
import { search } from './search.ts'
import { stage } from './stage.ts'

export const commands: readonly Command[] = [overview, stage, career, search, list, help]
