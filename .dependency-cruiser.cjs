// The architecture, as data. Read it top to bottom: each layer may import itself,
// the layers listed, and the packages listed. `npm run deps` checks it.
const layers = {
  'app/domain': { layers: [], packages: ['diff-match-patch'] },
  'app/document': { layers: ['app/domain'], packages: ['yjs', 'lib0', 'fractional-indexing'] },
  'app/exchange': { layers: ['app/domain'], packages: ['fflate', 'saxes', 'uqr'] },
  'app/messages': { layers: ['app/domain'], packages: [] },
  'app/usecases': { layers: ['app/domain', 'app/document', 'app/exchange'], packages: [] },
  'app/display': { layers: ['app/domain', 'app/messages'], packages: [] },
  'app/live': {
    layers: ['app/domain', 'app/document'],
    packages: [
      'react',
      'yjs',
      'lib0',
      'y-protocols',
      'y-websocket',
      'y-indexeddb',
      'nanoid',
      'fast-deep-equal',
    ],
  },
  'app/ui': {
    layers: ['app/domain', 'app/messages', 'app/display', 'app/live'],
    packages: [
      'react',
      'react-dom',
      'radix-ui',
      'lucide-react',
      'cmdk',
      'fast-deep-equal',
      '@remix-run/react',
    ],
  },
  'app/editor': {
    layers: ['app/domain', 'app/document', 'app/display', 'app/live'],
    packages: ['react', 'react-dom', '@tiptap', 'yjs', 'y-protocols'],
  },
  'app/routes': {
    layers: [
      'app/domain',
      'app/usecases',
      'app/exchange',
      'app/messages',
      'app/display',
      'app/live',
      'app/ui',
      'app/editor',
      'app/http',
      'app/styles',
    ],
    packages: ['@remix-run/(node|react)', 'react', 'zod', '@conform-to', 'radix-ui', 'lucide-react'],
  },
  'app/http': {
    layers: ['app/domain', 'app/usecases', 'app/messages'],
    packages: ['@remix-run/(node|server-runtime)', 'zod', '@conform-to', 'react'],
  },
  'app/styles': { layers: [], packages: [] },
  'server/collab': {
    layers: [
      'app/domain',
      'app/document',
      'app/usecases',
      'server/cluster',
      'server/crypto',
      'server/event-loop',
    ],
    packages: ['yjs', 'y-protocols', 'lib0', 'ws', 'pino'],
    node: true,
  },
  'server/crypto': { layers: ['app/domain'], packages: [], node: true },
  'server/event-loop': { layers: [], packages: [], node: true },
  'server/cluster': {
    layers: ['app/domain', 'app/usecases'],
    packages: ['ioredis', 'lib0', 'pino'],
    node: true,
  },
  'server/persistence': {
    layers: ['app/domain', 'app/usecases', 'server/crypto'],
    packages: ['@prisma', 'pg', 'pglite-prisma-adapter', '@electric-sql/pglite', 'pino'],
    node: true,
  },
  'server/mail': {
    layers: ['app/domain', 'app/messages', 'app/usecases'],
    packages: ['nodemailer', 'pino'],
    node: true,
  },
  'server/signing': {
    layers: ['app/domain', 'app/usecases', 'server/persistence'],
    packages: ['pino'],
    node: true,
  },
  'server/threads': {
    layers: ['app/domain', 'app/exchange', 'app/usecases', 'server/collab'],
    packages: [],
    node: true,
  },
  'server/demo': {
    layers: ['app/domain', 'app/document', 'app/exchange', 'app/usecases'],
    packages: ['yjs', 'lib0'],
    node: true,
  },
  'server/http': {
    layers: ['app/domain', 'app/document', 'app/messages', 'app/usecases', 'app/http', 'server/event-loop'],
    packages: [
      'express',
      '@remix-run/(express|node)',
      'compression',
      'helmet',
      'pino',
      'rate-limiter-flexible',
      '@node-rs/argon2',
      'ws',
    ],
    node: true,
  },
}
/** Wings: folders within a layer, and which of their neighbours each may import. A file on top may import all; `types.ts`, none. */
const wings = {
  'app/domain': {
    basics: [],
    brackets: ['basics'],
    numbering: ['basics'],
    text: ['basics', 'brackets'],
    consolidation: ['basics', 'brackets', 'text'],
    decisions: ['basics', 'consolidation'],
    meeting: ['basics', 'decisions'],
    floor: ['basics', 'text', 'meeting'],
    record: ['basics', 'decisions', 'floor'],
    papers: ['basics', 'brackets', 'numbering', 'text', 'decisions', 'meeting'],
  },
  'app/document': {
    model: [],
    propose: ['model'],
    decide: ['model', 'propose'],
    floor: ['model', 'decide'],
    guard: ['model', 'decide'],
  },
  'app/live': {
    unsent: [],
    connection: ['unsent'],
  },
  'app/ui': {
    kit: [],
    shell: ['kit'],
    shared: ['kit', 'shell'],
    context: ['kit', 'shared'],
    sheet: ['kit', 'shared', 'context'],
    discussion: ['kit', 'shared', 'context', 'sheet'],
    meeting: ['kit', 'shell', 'shared', 'context', 'sheet'],
    consolidation: ['kit', 'shared', 'context', 'sheet', 'discussion'],
    table: ['kit', 'shell', 'shared', 'context', 'sheet', 'discussion', 'meeting', 'consolidation'],
    time: ['kit', 'shared', 'sheet'],
  },
  'app/ui/discussion': {
    positions: [],
    comments: [],
  },
  'app/ui/table': {
    actions: [],
    keys: ['actions'],
    margin: ['actions'],
    outline: ['actions', 'margin'],
    bar: ['actions', 'keys'],
    dialogs: ['actions', 'keys', 'outline'],
  },
  'server/collab': {
    sockets: [],
    history: [],
    room: ['sockets'],
    hub: ['sockets', 'room'],
  },
}
const tests = '(\\.(test|bench)\\.tsx?$|^tests/)'
const any = (names) => `(${names.join('|')})`

const forbidden = Object.entries(layers).flatMap(([layer, may]) => [
  {
    name: `${layer}: only its own layers`,
    severity: 'error',
    from: { path: `^${layer}/`, pathNot: tests },
    to: { path: '^(app|server|prisma|tests)/', pathNot: `^${any([layer, ...may.layers])}/` },
  },
  {
    name: `${layer}: only its own packages`,
    severity: 'error',
    from: { path: `^${layer}/`, pathNot: tests },
    to: {
      path: 'node_modules/',
      ...(may.packages.length && { pathNot: `node_modules/(@types/)?${any(may.packages)}(/|$)` }),
    },
  },
  ...(may.node
    ? []
    : [
        {
          name: `${layer}: no node builtins`,
          severity: 'error',
          from: { path: `^${layer}/`, pathNot: tests },
          to: { dependencyTypes: ['core'] },
        },
      ]),
])

const betweenWings = Object.entries(wings).flatMap(([layer, folders]) => [
  {
    name: `${layer}: every folder has its place among the wings`,
    severity: 'error',
    from: { path: `^${layer}/[^/]+/`, pathNot: `^${layer}/${any(Object.keys(folders))}/` },
    to: {},
  },
  ...Object.entries(folders).map(([folder, may]) => ({
    name: `${layer}/${folder}: only the wings below it`,
    severity: 'error',
    from: { path: `^${layer}/${folder}/`, pathNot: tests },
    to: { path: `^${layer}/`, pathNot: `^${layer}/(${any([folder, ...may])}/|types\\.ts$)` },
  })),
])

module.exports = {
  forbidden: [
    ...forbidden,
    ...betweenWings,
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every app and server file has a layer',
      severity: 'error',
      from: { path: '^(app|server)/[^/]+/', pathNot: `^${any(Object.keys(layers))}/` },
      to: {},
    },
    {
      name: 'the app never imports the server',
      severity: 'error',
      from: { path: '^app/', pathNot: tests },
      to: { path: '^server/' },
    },
    {
      name: 'the components know what is live by its types alone',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '^app/live/', pathNot: '^app/live/types\\.ts$' },
    },
    {
      name: 'Prisma only in server/persistence',
      severity: 'error',
      from: { pathNot: '^(server/persistence|prisma)/' },
      to: { path: 'node_modules/@prisma/' },
    },
    {
      name: 'nothing imports the composition root',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^server/index\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'server/persistence/generated' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
