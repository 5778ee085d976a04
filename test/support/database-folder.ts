/**
 * Where tests keep their databases: in memory, where the system offers enough of it as a folder. The bot waits for the disk with
 * each change, which a test shows nothing by: what survives the kill of a process does so in memory, too.
 */
import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'

/** Bytes; a container often has 64 MB, which a few databases fill. */
const enough = 2 ** 30

const parent = (): string => {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= enough ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** A new folder, whose name begins so; whoever makes it removes it. */
export const makeDatabaseFolder = (prefix: string): string => mkdtempSync(join(parent(), prefix))
