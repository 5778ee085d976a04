// The entry of `npm start`. Node runs the TypeScript directly and caches the compiled code for a faster next start.
import './check-node.js'
import './prefer-host-node.js'
import './lean-heap.js'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))
await import('./generate-clients.ts')
await import('../src/main.ts')
