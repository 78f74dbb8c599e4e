import boundaries from 'eslint-plugin-boundaries';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The import direction of functions/src, checked rather than hoped for:
// wire → edges → modules → store → kernel. docs/architecture.md draws it.
const SRC = 'functions/src';

/** Which modules each module may import. What reacts imports what it reacts to, never the reverse. */
const MODULE_IMPORTS = {
  events: [],
  awaited: ['notifications', 'directory', 'events'],
  contacts: ['awaited', 'users', 'events'],
  friends: ['awaited', 'contacts', 'notifications', 'users', 'events'],
  limits: [],
  notifications: ['events'],
  push: [],
  files: [],
  devices: [],
  reach: [],
  directory: ['reach'],
  users: ['events', 'directory'],
  passwords: [],
  mail: [],
  auth: ['directory', 'users', 'events', 'devices', 'limits', 'notifications', 'passwords'],
  email: ['directory', 'auth', 'users', 'limits', 'passwords', 'mail', 'notifications'],
  profiles: ['auth', 'directory', 'users', 'events', 'limits'],
  search: ['directory', 'reach', 'blocks', 'users', 'events'],
  phone: ['auth', 'users', 'limits'],
  federated: ['directory', 'auth', 'users', 'limits'],
  admin: ['directory', 'auth', 'users', 'events'],
  'client-config': ['admin'],
  chats: ['users', 'events', 'limits', 'friends'],
  blocks: ['chats', 'users', 'events', 'friends'],
  settings: ['directory', 'users', 'chats', 'events', 'presence', 'notifications'],
  messages: ['chats', 'events', 'notifications'],
  groups: ['chats', 'friends', 'messages', 'events', 'users'],
  receipts: ['chats', 'events'],
  reports: ['admin', 'messages', 'chats', 'users', 'notifications'],
  statistics: [],
  presence: ['chats', 'events'],
  deletion: [
    ...['auth', 'chats', 'devices', 'directory', 'email', 'events', 'files', 'groups', 'messages'],
    ...['nearby', 'notifications', 'presence', 'reports', 'users'],
  ],
  archive: [
    ...['auth', 'chats', 'devices', 'directory', 'events', 'messages', 'presence', 'reports'],
    ...['nearby', 'settings', 'users'],
  ],
  nearby: ['directory', 'blocks', 'users', 'events'],
  'address-book': [
    'awaited',
    'reach',
    'directory',
    'contacts',
    'notifications',
    'blocks',
    'users',
    'events',
    'limits',
  ],
  delivery: ['messages', 'chats', 'events', 'devices', 'push'],
  outreach: ['notifications', 'delivery', 'events', 'push', 'mail', 'auth', 'users'],
};

const LAYER_IMPORTS = {
  kernel: ['kernel'],
  config: ['config', 'kernel'],
  context: ['context', 'kernel', 'config', 'store', 'module'],
  store: ['store', 'kernel'],
  module: ['kernel', 'config', 'store', 'context'],
  edges: ['kernel', 'config', 'store', 'context', 'module', 'edges'],
  wire: ['kernel', 'config', 'store', 'context', 'module', 'edges', 'wire'],
};

const layer = (type, pattern) => ({ type, pattern: `${SRC}/${pattern}` });

/** SDKs that belong to certain folders: the transport to the wire, data access to where data is. */
const SDKS = [
  { packages: ['firebase-functions'], only: ['wire/**'] },
  {
    packages: ['firebase-admin', '@google-cloud/firestore', '@google-cloud/storage'],
    only: ['store/**', 'edges/**', 'modules/*/{store,*-store}.ts'],
  },
];

/** `no-restricted-imports` for files of which only some SDKs may be imported. */
const restrict = (files, ignores, sdks) => ({
  files,
  ignores: [`${SRC}/**/*.test.ts`, ...ignores],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: sdks.map(({ packages, only }) => ({
          group: packages.flatMap((name) => [name, `${name}/**`]),
          message: `It is for ${only.join(', ')} only.`,
        })),
      },
    ],
  },
});
const [TRANSPORT, DATA] = SDKS;
const inSrc = (globs) => globs.map((glob) => `${SRC}/${glob}`);

export default defineConfig(
  globalIgnores(['build/', 'node_modules/', '.parley/', 'emulator-data/']),
  tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // A method of a port may be synchronous inside.
      '@typescript-eslint/require-await': 'off',
      // Numbers and ids in messages are fine.
      '@typescript-eslint/restrict-template-expressions': 'off',
      // mocha's describe and it do not return promises to wait for.
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.d.mts'],
    ...tseslint.configs.disableTypeChecked,
  },
  { files: ['scripts/**', 'bench/**', 'web/**'], rules: { 'no-console': 'off' } },
  {
    files: [`${SRC}/**/*.ts`],
    ignores: [`${SRC}/**/*.test.ts`],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [
        layer('kernel', 'kernel'),
        layer('config', 'config'),
        layer('context', 'context'),
        layer('store', 'store'),
        { ...layer('module', 'modules/*'), capture: ['name'] },
        layer('edges', 'edges'),
        layer('wire', 'wire'),
      ],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...Object.entries(LAYER_IMPORTS).map(([from, to]) => ({
              from: { element: { type: from } },
              allow: { to: { element: { types: { anyOf: to } } } },
            })),
            ...Object.entries(MODULE_IMPORTS).map(([name, others]) => ({
              from: { element: { type: 'module', captured: { name } } },
              allow: { to: { element: { type: 'module', captured: { name: [name, ...others] } } } },
            })),
            { from: { element: { type: '*' } }, allow: { to: { module: { origin: 'external' } } } },
            { from: { element: { type: '*' } }, allow: { to: { module: { origin: 'core' } } } },
          ],
        },
      ],
    },
  },
  restrict([`${SRC}/**/*.ts`], [], SDKS),
  restrict(inSrc(TRANSPORT.only), [], [DATA]),
  restrict(inSrc(DATA.only), [], [TRANSPORT]),
);
