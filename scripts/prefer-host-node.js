// Replaces this process by the host's own Node.js where that is new enough, because the host's version gets security fixes with the rest
// of the system. npm puts the Node.js in node_modules first on the path of its scripts.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isNewEnough } from './node-version.js'

/** Set for the new process, which must not look again: the host's `node` may be a script that runs this one. */
const mark = 'ROADMAP_BOT_NODE_CHOSEN'

const isIn = (/** @type {string} */ path, /** @type {string} */ folder) => {
  try {
    return realpathSync(path).startsWith(realpathSync(folder) + sep)
  } catch {
    return false
  }
}

const packages = fileURLToPath(new URL('../node_modules', import.meta.url))

/** The first `node` on the host's own path. */
const hostNode = () =>
  (process.env.PATH || '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes(`${sep}node_modules${sep}`))
    .map((folder) => join(folder, 'node'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return !isIn(file, packages)
      } catch {
        return false
      }
    })

const versionOf = (/** @type {string} */ file) => {
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 5000 })
  return status === 0 ? stdout.trim() : ''
}

const isChosen = process.env[mark] !== undefined
delete process.env[mark]

// Where a process cannot be replaced (Windows, older versions), it goes on with the present Node.js.
if (!isChosen && process.execve && isIn(process.execPath, packages)) {
  const host = hostNode()
  if (host !== undefined && isNewEnough(versionOf(host))) {
    process.execve(host, [host, ...process.execArgv, ...process.argv.slice(1)], { ...process.env, [mark]: '1' })
  }
}
