// Plain JavaScript that old Node versions can run: it says in one sentence what is needed, before TypeScript is loaded, which
// they do not understand.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This bot needs Node.js 22.18 or newer, and this is ${process.versions.node}: install Node.js 24 (https://nodejs.org), ` +
      'or let npm 11 bring it along on Linux ("npm install -g npm@11", then "npm install" and "npm start" here).',
  )
  process.exit(1)
}
