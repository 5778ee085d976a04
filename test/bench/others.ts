import { cpus } from 'node:os'
import type { Program } from './program.ts'

/** What else kept the processors busy since it was called: where that is much, rates tell little. */
export const shareOfOthers = (programs: readonly Program[]) => {
  const now = () => {
    const { user, system } = process.cpuUsage()
    const ours = (user + system) / 1000 + programs.reduce((sum, program) => sum + program.busy() / 1000, 0)
    const times = cpus().map((processor) => Object.values(processor.times).reduce((sum, time) => sum + time, 0))
    const idle = cpus().reduce((sum, processor) => sum + processor.times.idle, 0)
    return { ours, idle, all: times.reduce((sum, time) => sum + time, 0) }
  }
  const before = now()
  return () => {
    const { ours, idle, all } = now()
    const passed = all - before.all
    return Math.max(0, (passed - (idle - before.idle) - (ours - before.ours)) / passed)
  }
}
