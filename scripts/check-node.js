// Plain JavaScript that old Node versions can run: it says in one sentence what is needed, before TypeScript is loaded, which
// they do not understand.
import { isNewEnough } from './node-version.js'

if (!isNewEnough(process.versions.node)) {
  console.error(
    `This bot needs Node.js 22.18 or newer, and this is ${process.versions.node}: install Node.js 24 (https://nodejs.org), ` +
      'or let npm 11 bring it along on Linux ("npm install -g npm@11", then "npm install" and "npm start" here).',
  )
  process.exit(1)
}
