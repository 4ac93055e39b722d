/**
 * Who may import whom: the table of ARCHITECTURE.md as data. A row names a room of server/src and the rooms it may
 * import; every other import between rooms is an error whose comment says what to do instead.
 */
const ROOMS = {
  protocol: [],
  pages: ['protocol'],
  http: ['protocol'],
  storage: ['protocol'],
  keys: ['protocol', 'storage'],
  passwords: ['protocol'],
  background: [],
  mail: ['protocol', 'pages', 'storage', 'background'],
  tenants: ['protocol', 'storage'],
  tokens: ['protocol'],
  grants: ['protocol', 'tokens'],
  walk: ['protocol', 'pages', 'http'],
  logout: ['protocol', 'pages', 'http', 'walk', 'background'],
  endpoints: ['protocol', 'pages', 'http', 'tokens', 'grants', 'walk', 'logout', 'mail'],
  factors: ['protocol', 'http', 'walk', 'mail'],
  login: ['protocol', 'pages', 'http', 'walk', 'logout', 'mail', 'factors', 'webauthn'],
  webauthn: ['protocol'],
  account: ['protocol', 'pages', 'http', 'walk', 'logout', 'login', 'mail', 'factors', 'webauthn'],
  operator: ['protocol', 'storage', 'keys', 'passwords', 'tenants'],
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
      comment: 'The operator tool uses @tacit/server/config, /main and /operator, nothing behind them.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^server/src/', pathNot: '^server/src/(config\\.ts|main\\.ts|operator/index\\.ts)$' },
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
      from: { orphan: true, path: '/src/', pathNot: `${TEST}|main\\.ts$|index\\.ts$|worker\\.ts$` },
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
