// Checks the version of Node.js before any TypeScript is loaded. Plain JavaScript, because old versions cannot run TypeScript.
import { isNewEnough } from './node-version.js'

if (!isNewEnough(process.versions.node)) {
  console.error(
    `This bot needs Node.js 22.18 or newer, and this is ${process.versions.node}: install Node.js 24 (https://nodejs.org), ` +
      'or let npm 11 bring it along on Linux ("npm install -g npm@11", then "npm install" and "npm start" here).',
  )
  process.exit(1)
}
