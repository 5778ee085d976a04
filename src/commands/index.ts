/** All commands, in the order in which help lists them. A new command is a file beside this one and a line here. */
import type { Command } from '../bot/command.ts'
import { career } from './career.ts'
import { done } from './done.ts'
import { groupCreate } from './group-create.ts'
import { groupEnd } from './group-end.ts'
import { groupLog } from './group-log.ts'
import { groupNudge } from './group-nudge.ts'
import { groupPause } from './group-pause.ts'
import { groupRemove } from './group-remove.ts'
import { groupResume } from './group-resume.ts'
import { groupSettings } from './group-settings.ts'
import { groupShow } from './group-show.ts'
import { help } from './help.ts'
import { join } from './join.ts'
import { leaderboard } from './leaderboard.ts'
import { leave } from './leave.ts'
import { list } from './list.ts'
import { overview } from './overview.ts'
import { privacyDelete } from './privacy-delete.ts'
import { privacyExport } from './privacy-export.ts'
import { progress } from './progress.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { skip } from './skip.ts'
import { stage } from './stage.ts'
import { undo } from './undo.ts'
import { week } from './week.ts'
import { why } from './why.ts'

export const commands: readonly Command[] = [
  ...[overview, stage, career, search, list],
  ...[week, done, undo, skip, progress, leaderboard],
  ...[join, leave, settings, why],
  ...[groupCreate, groupShow, groupSettings, groupPause, groupResume, groupNudge, groupLog],
  ...[groupRemove, groupEnd],
  ...[privacyExport, privacyDelete, help],
]
