/** Who may import whom; docs/architecture.md says why. Anything of ours that is not named for a folder is forbidden. */
const ARROWS = {
  lib: [],
  domain: ['lib'],
  db: ['domain', 'lib'],
  clients: ['domain', 'lib'],
  documents: ['domain', 'lib'],
  services: ['domain', 'db', 'clients', 'documents', 'lib'],
  activities: ['services', 'domain', 'lib'],
  workflows: ['domain'],
  api: ['services', 'db/queries', 'db/models', 'domain', 'clients', 'lib'],
  'api-client': [],
  examples: ['api-client'],
};

/** Files that a folder may import beside those folders. */
const EXTRA = {
  services: ['workflows/[^/]+/messages\\.ts$'],
  activities: ['workflows/[^/]+/messages\\.ts$'],
};

/**
 * Packages that `domain` may use: pure ones, without I/O, and without a clock or randomness that is not passed in.
 * What workflows reach of `domain` uses none of them (.dependency-cruiser.workflows.mjs).
 */
const PURE_PACKAGES = ['temporal-polyfill', 'lru-cache', 'ts-fsrs', 'mdast-util-from-markdown', 'js-quantities'];

/** The entries build the objects and hand them down. */
const ENTRIES =
  '^(api/(server|start-api)\\.ts$|temporal-config/(worker|create-activities|keep-schedules|replace-unknown-models|start-lesson-index)\\.ts$|stack/|cli/|bench/|tests/)';

const PROJECT =
  '^(api|api-client|lib|cli|workflows|activities|services|domain|documents|db|clients|temporal-config|stack|bench|examples|tests)/';

const arrowRules = Object.entries(ARROWS).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: ENTRIES },
  to: {
    path: PROJECT,
    pathNot: [...[folder, ...allowed].map((name) => `^${name}/`), ...(EXTRA[folder] ?? []).map((file) => `^${file}`)],
    // Workflows know activities by type only; bundling one would pull its engines in.
    ...(folder === 'workflows' ? { dependencyTypesNot: ['type-only'] } : {}),
  },
}));

export default {
  forbidden: [
    ...arrowRules,
    {
      name: 'workflows-types',
      comment: 'the only types that workflows take from elsewhere are those of activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: PROJECT, pathNot: ['^workflows/', '^domain/', '^activities/'] },
    },
    {
      name: 'workflows-packages',
      comment: 'a library that touches zones, time or I/O breaks replay',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^node_modules/', pathNot: '^node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'game-has-one-door',
      comment: 'what a student is given is written by services/game alone, and notices by services/notices',
      severity: 'error',
      from: { path: PROJECT, pathNot: '^(services/game/|services/runs/flow-rows\\.ts$|db/|tests/|bench/)' },
      to: {
        path: '^db/(models/(xp-log|user-level|user-stats|user-achievement|streak|streak-day|streak-pause)|queries/game(-backfill)?)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'mastery-has-one-door',
      comment: 'what students know of topics is written by services/mastery alone',
      severity: 'error',
      from: { path: PROJECT, pathNot: '^(services/mastery/|db/|tests/|bench/)' },
      to: { path: '^db/models/topic-(answer|progress)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'notices-have-one-door',
      severity: 'error',
      from: { path: PROJECT, pathNot: '^(services/notices/|db/|tests/|bench/)' },
      to: { path: '^db/models/notice\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-packages',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: '^node_modules/', pathNot: `^node_modules/(${PURE_PACKAGES.join('|')})/` },
    },
    {
      name: 'temporal-config-imports',
      comment: 'it implements services/shared/ports.ts and hosts workflows; only its entry builds the rest',
      severity: 'error',
      from: { path: '^temporal-config/', pathNot: ENTRIES },
      to: {
        path: PROJECT,
        pathNot: ['^temporal-config/', '^domain/', '^lib/', '^workflows/', '^services/shared/ports\\.ts$'],
      },
    },
    {
      name: 'nobody-imports-api',
      severity: 'error',
      from: { pathNot: ['^api/', ENTRIES] },
      to: { path: '^api/' },
    },
    {
      name: 'nobody-imports-entries',
      severity: 'error',
      from: { path: '^(api|workflows|activities|services|domain|lib|documents|db|clients|temporal-config)/' },
      to: { path: '^(stack|cli|bench|tests)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
