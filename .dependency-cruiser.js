/**
 * Who may import what: the table of the design, as rules. `npm run check` and test/architecture.test.ts run it.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** A folder of src, and the folders that it may import besides itself. What is not named is forbidden. */
const mayImport = {
  core: [],
  errors: ['core', 'ports'],
  chat: ['core', 'errors', 'bot'],
  ports: ['core', 'chat'],
  bot: ['core', 'chat', 'ports', 'errors'],
  views: ['core', 'chat', 'ports', 'bot'],
  groups: ['core', 'chat', 'ports', 'errors', 'bot'],
  commands: ['core', 'chat', 'ports', 'errors', 'bot', 'views', 'groups'],
  notifications: ['core', 'chat', 'ports', 'errors', 'bot', 'views', 'groups'],
  leases: ['core', 'chat', 'ports', 'errors', 'bot'],
  store: ['core', 'chat', 'ports', 'errors', 'bot'],
  roadmaps: ['core', 'chat', 'errors', 'bot'],
}

const folderRules = Object.entries(mayImport).map(([folder, others]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import ${['itself', ...others].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
}))

export default {
  forbidden: [
    ...folderRules,
    {
      name: 'adapters-imports',
      comment: 'an adapter may import core, chat, ports, errors, bot and itself: never commands, or another adapter',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/(core|chat|ports|errors|bot|adapters/$1)/' },
    },
    {
      name: 'database-only-in-the-store',
      comment: 'Prisma and the drivers are named in src/store only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(@prisma|prisma|better-sqlite3|pg)/' },
    },
    {
      name: 'no-input-output-in-the-subject',
      comment: 'the subject and the conversation are pure: they touch no disk, no network and no clock',
      severity: 'error',
      from: { path: '^src/(core|chat|ports|bot|views|commands|groups)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-test-parts-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circles',
      comment: 'types may know each other; modules that run may not go in circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
