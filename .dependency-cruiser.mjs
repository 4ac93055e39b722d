/**
 * Who may import whom: the table of ARCHITECTURE.md as data. A row names a room of server/src and the rooms it may
 * import; every other import between rooms is an error whose comment says what to do instead.
 */
const ROOMS = {
  protocol: ['resources'],
  resources: ['protocol'],
  pages: ['protocol', 'resources'],
  http: ['protocol'],
  storage: ['protocol', 'resources'],
  keys: ['protocol', 'resources', 'storage'],
  passwords: ['protocol'],
  process: [],
  background: ['process'],
  mail: ['protocol', 'resources', 'pages', 'storage', 'background'],
  tenants: ['protocol', 'resources', 'storage'],
  // Types of desk and storage: both are handed in.
  clients: ['protocol', 'resources', 'http', 'keys', 'storage', 'desk'],
  tokens: ['protocol', 'resources'],
  grants: ['protocol', 'resources', 'tokens'],
  walk: ['protocol', 'resources', 'pages', 'http', 'tokens'],
  // Types of storage and of deps.
  streams: ['protocol', 'resources', 'storage', 'background'],
  logout: ['protocol', 'resources', 'pages', 'http', 'walk', 'background'],
  desk: ['protocol', 'resources', 'storage', 'keys', 'passwords', 'tenants'],
  endpoints: [
    ...['protocol', 'resources', 'pages', 'http', 'tokens', 'grants', 'walk', 'logout', 'mail'],
    // Its types: the desk itself comes with deps.
    'desk',
  ],
  factors: ['protocol', 'resources', 'http', 'walk', 'mail'],
  login: ['protocol', 'resources', 'pages', 'http', 'walk', 'logout', 'mail', 'factors', 'webauthn'],
  webauthn: ['protocol', 'resources'],
  'own-account': [
    ...['protocol', 'resources', 'pages', 'http', 'walk', 'logout', 'login', 'mail', 'factors'],
    // Its types: the desk itself comes with deps.
    'desk',
  ],
  account: [
    ...[
      'protocol',
      'resources',
      'pages',
      'http',
      'walk',
      'logout',
      'login',
      'mail',
      'factors',
      'own-account',
    ],
  ],
  // Types of the desk, of the operator's acts, of storage and of deps: all are handed in.
  management: [
    'protocol',
    'resources',
    'http',
    'pages',
    'tokens',
    'desk',
    'support',
    'operator',
    'logout',
    'login',
    'mail',
    'background',
    'streams',
    'walk',
    'people',
  ],
  me: [
    ...['protocol', 'resources', 'http', 'tokens', 'walk', 'logout', 'login', 'factors', 'webauthn'],
    ...['management', 'own-account'],
  ],
  // Types of desk and storage: both are handed in.
  people: ['protocol', 'resources', 'http', 'storage', 'desk'],
  dashboard: ['protocol', 'http', 'pages'],
  // Types of storage, which is handed in.
  support: ['protocol', 'resources', 'storage'],
  operator: [
    ...[
      'protocol',
      'resources',
      'http',
      'storage',
      'keys',
      'passwords',
      'tenants',
      'desk',
      'mail',
      'support',
    ],
    ...['people', 'tokens'],
  ],
};

const TEST = '\\.test\\.ts$|/test/';

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `server/src/${room} may import: ${['itself', ...allowed].join(', ')}. Move the code, or pass the value in.`,
  severity: 'error',
  from: { path: `^server/src/${room}/`, pathNot: TEST },
  to: {
    path: '^server/src/',
    pathNot: [
      `^server/src/(${[room, ...allowed].join('|')})/`,
      ...(room === 'protocol' ? [] : ['^server/src/(deps|config)\\.ts$']),
    ],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: 'protocol-imports-no-package',
      comment: 'protocol is pure. Only digest.ts may reach node:crypto.',
      severity: 'error',
      from: { path: '^server/src/protocol/', pathNot: `${TEST}|^server/src/protocol/digest\\.ts$` },
      to: { dependencyTypesNot: ['local'] },
    },
    {
      name: 'resources-are-descriptions',
      comment: 'resources is pure and runs in browsers too: the protocol, valibot, and for mails liquidjs.',
      severity: 'error',
      from: { path: '^server/src/resources/', pathNot: TEST },
      to: { pathNot: '^server/src/(resources|protocol)/|node_modules/(valibot|liquidjs)/' },
    },
    {
      name: 'resources-never-reach-node-crypto',
      comment: 'A rule is one function on both sides: what it imports must not lead to node:crypto.',
      severity: 'error',
      from: { path: '^server/src/resources/', pathNot: TEST },
      to: { path: '^(node:)?crypto$', reachable: true },
    },
    {
      name: 'protocol-takes-types-of-resources',
      comment: 'resources is built on protocol: what protocol needs of it are types alone.',
      severity: 'error',
      from: { path: '^server/src/protocol/', pathNot: TEST },
      to: { path: '^server/src/resources/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'endpoints-take-types-of-the-desk',
      comment: 'The desk comes with deps.',
      severity: 'error',
      from: { path: '^server/src/endpoints/', pathNot: TEST },
      to: { path: '^server/src/desk/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-desk',
      comment: 'Only the desk writes what is administered: ask it for the change.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: `${TEST}|^server/src/desk/` },
      to: { path: '^server/src/storage/configuration/desk-records\\.ts$' },
    },
    {
      name: 'one-way-to-the-database-of-a-storage',
      comment: 'Storage shows its database to desk-records.ts and to nobody else.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: '^server/src/storage/(storage|configuration/desk-records|administered/write-records)\\.ts$',
      },
      to: { path: '^server/src/storage/own-database\\.ts$' },
    },
    {
      name: 'only-app-knows-the-framework',
      comment: 'hono is the edge. Handlers take a Request and give a Response.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: `${TEST}|^server/src/(app|main)\\.ts$` },
      to: { path: 'node_modules/(@hono|hono)/' },
    },
    {
      name: 'only-dialects-know-the-database',
      comment: 'Write the query once, in Kysely; a driver belongs to storage/dialects.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: `${TEST}|^server/src/storage/dialects/` },
      to: { path: '^(node:sqlite|sqlite)$|node_modules/pg/' },
    },
    {
      name: 'packages-keep-to-themselves',
      comment: 'browser and guard import their own src only; others reach them by their published API.',
      severity: 'error',
      from: { path: '^(browser|guard)/src/', pathNot: TEST },
      to: { path: '^(server|cli|example|conformance|bench)/' },
    },
    {
      name: 'cli-reaches-the-server-by-its-doors',
      comment:
        'The operator tool uses @tacit/server/config, /main, /operator and /resources, nothing behind them.',
      severity: 'error',
      from: { path: '^cli/' },
      to: {
        path: '^server/src/',
        pathNot: '^server/src/(config\\.ts|main\\.ts|operator/index\\.ts|resources/index\\.ts)$',
      },
    },
    {
      name: 'dashboard-reaches-the-server-by-one-door',
      comment:
        'The dashboard is a client: of the server it imports @tacit/server/resources, of the SDK its door.',
      severity: 'error',
      from: { path: '^dashboard/src/', pathNot: TEST },
      to: {
        path: '^(server|browser|cli|guard)/',
        pathNot: '^(server/src/resources/index\\.ts|browser/(src|dist)/index\\.[jt]s)$',
      },
    },
    {
      name: 'only-parts-know-react-aria',
      comment: 'Our look over React Aria is dashboard/src/parts: take a part, or make one.',
      severity: 'error',
      from: { path: '^dashboard/src/', pathNot: '^dashboard/src/parts/' },
      to: { path: 'node_modules/react-aria' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle means two files are one subject, or a type is in the wrong one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file. Delete it.',
      severity: 'error',
      from: { orphan: true, path: '/src/', pathNot: `${TEST}|main\\.tsx?$|index\\.ts$|worker\\.ts$` },
      to: {},
    },
    {
      name: 'nobody-imports-tests',
      comment: 'A test is a leaf. What two tests share lives in server/test.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
