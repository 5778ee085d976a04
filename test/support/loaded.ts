/** Preloaded with `node --import`: tells at the end which packages the process has loaded. */
import { registerHooks } from 'node:module'

const packages = new Set<string>()
registerHooks({
  load(url, context, next) {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
    if (name) packages.add(name)
    return next(url, context)
  },
})
process.on('exit', () => {
  for (const name of packages) console.log(`package: ${name}`)
})
