/**
 * Which folder may import which: the layout of the project, as rules. `npm run check` and test/architecture.test.ts run it.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/**
 * The folders of src, and for each the folders that it may import in addition to itself; any other import is an error. A folder
 * imports only folders that stand above it, so that no two folders can import each other.
 */
const mayImport = {
  core: [],
  chat: ['core'],
  ports: ['core', 'chat'],
  errors: ['ports'],
  roadmaps: ['core', 'chat', 'errors'],
  store: ['core', 'chat', 'ports', 'errors'],
  bot: ['core', 'chat', 'ports', 'errors'],
  views: ['core', 'chat', 'ports', 'bot'],
  groups: ['core', 'chat', 'ports', 'errors', 'bot'],
  commands: ['core', 'chat', 'ports', 'bot', 'views', 'groups'],
  notifications: ['core', 'chat', 'ports', 'errors', 'bot', 'views', 'groups'],
  'adapters/terminal': ['core', 'chat', 'ports', 'errors', 'bot'],
  'adapters/discord': ['core', 'chat', 'ports', 'errors', 'bot'],
  'adapters/slack/transport': ['core', 'chat', 'ports', 'errors', 'bot'],
  'adapters/slack/render': ['core', 'chat', 'ports', 'errors', 'bot', 'adapters/slack/transport'],
  'adapters/slack/outbound': [
    ...['core', 'chat', 'ports', 'errors', 'bot'],
    ...['adapters/slack/transport', 'adapters/slack/render'],
  ],
  'adapters/slack/inbound': [
    ...['core', 'chat', 'ports', 'errors', 'bot'],
    ...['adapters/slack/transport', 'adapters/slack/render', 'adapters/slack/outbound'],
  ],
  // The root of a platform of several folders: slack.ts alone.
  'adapters/slack': ['core', 'chat', 'ports', 'errors', 'bot'],
  app: [
    ...['core', 'chat', 'ports', 'errors', 'store', 'bot', 'views', 'groups', 'notifications'],
    ...['adapters/terminal', 'adapters/discord'],
  ],
}

const folderRules = Object.entries(mayImport).map(([folder, others]) => ({
  name: `${folder.replaceAll('/', '-')}-imports`,
  comment: `src/${folder} may import ${['itself', ...others].join(', ')}`,
  severity: 'error',
  from: { path: folder === 'adapters/slack' ? '^src/adapters/slack/[^/]+$' : `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
}))

export default {
  forbidden: [
    ...folderRules,
    {
      name: 'every-folder-has-a-rule',
      comment: 'a folder that the table does not name may not import anything',
      severity: 'error',
      from: { path: '^src/.*/', pathNot: `^src/(${Object.keys(mayImport).join('|')})/` },
      to: { path: '^src/' },
    },
    {
      name: 'database-only-in-the-store',
      comment: 'Prisma and the drivers are named in src/store only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(@prisma|prisma|better-sqlite3|pg)/' },
    },
    {
      name: 'platform-libraries-only-in-their-adapter',
      comment: 'the library of a platform is named in the adapter of that platform only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/(discord|slack)/' },
      to: { path: 'node_modules/(discord\\.js|@discordjs|discord-api-types|@slack)/' },
    },
    {
      name: 'no-input-output-in-the-subject',
      comment: 'the subject, the conversation and the ports are pure: no disk, no network, no clock',
      severity: 'error',
      from: { path: '^src/(core|chat|ports|bot|views|commands|groups)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-scripts-in-src',
      comment: 'scripts import src, and never the other way round',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|test)/' },
    },
    {
      name: 'no-test-parts-in-src',
      comment: 'what runs in production needs no development dependency',
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
      comment: 'no circles, type-only imports included: a type that two modules need moves to one that both import',
      severity: 'error',
      from: { pathNot: '^src/store/generated/' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
