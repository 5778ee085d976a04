// Plain JavaScript that old Node versions can run: it says in one sentence what is needed, before anything else is loaded.
// (Under Node 20 better-sqlite3 13 ends in a segmentation fault, and TypeScript is not understood at all.)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This bot needs Node.js 22.18 or newer, and this is ${process.versions.node}: ` +
      'install Node.js 24 (https://nodejs.org), or on Linux run "npm install -g npm@11" and then "npm install" here, which brings Node.js 24 along.',
  )
  process.exit(1)
}
