// Where `npm start` begins. Node runs the TypeScript as it is; compiled code is kept for the next start, which is then quicker.
import './check-node.js'
import './prefer-host-node.js'
import './lean-heap.js'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))
await import('./generate-clients.ts')
await import('../src/main.ts')
