/** All commands, in the order in which help lists them. A new command is a file beside this one and a line here. */
import type { Command } from '../bot/command.ts'
import { groupCreate } from './group/create.ts'
import { groupEnd } from './group/end.ts'
import { join } from './group/join.ts'
import { leave } from './group/leave.ts'
import { groupLog } from './group/log.ts'
import { groupPause } from './group/pause.ts'
import { groupPost } from './group/post.ts'
import { groupRemove } from './group/remove.ts'
import { groupResume } from './group/resume.ts'
import { groupSettings } from './group/settings.ts'
import { groupShow } from './group/show.ts'
import { help } from './help.ts'
import { done } from './learn/done.ts'
import { leaderboard } from './learn/leaderboard.ts'
import { progress } from './learn/progress.ts'
import { skip } from './learn/skip.ts'
import { undo } from './learn/undo.ts'
import { week } from './learn/week.ts'
import { why } from './learn/why.ts'
import { privacyDelete } from './me/privacy-delete.ts'
import { privacyExport } from './me/privacy-export.ts'
import { settings } from './me/settings.ts'
import { career } from './roadmap/career.ts'
import { list } from './roadmap/list.ts'
import { overview } from './roadmap/overview.ts'
import { search } from './roadmap/search.ts'
import { stage } from './roadmap/stage.ts'

export const commands: readonly Command[] = [
  ...[overview, stage, career, search, list],
  ...[week, done, undo, skip, progress, leaderboard],
  ...[join, leave, settings, why],
  ...[groupCreate, groupShow, groupSettings, groupPause, groupResume, groupPost, groupLog],
  ...[groupRemove, groupEnd],
  ...[privacyExport, privacyDelete, help],
]
