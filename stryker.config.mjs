import jest from './jest.config.mjs';

/** The tests that stand for the code of a folder, and alone have to notice a change of it. */
const TESTS = {
  lib: () => ['lib/**'],
  // Those of its room, and those of rules that are too small for a file of their own.
  domain: (room = '**') => ['domain', `domain/${room}/**`],
  'services/runs': () => ['services/runs/**', 'services/locks/**'],
};
/** The part of the changes that must be noticed, in percent: below it the run fails. */
const MIN_SCORE = 85;

const mutated = process.env.MUTATE ?? '';
const folder = Object.keys(TESTS).find((name) => mutated === name || mutated.startsWith(`${name}/`));
if (!folder) throw new Error(`MUTATE must be in one of ${Object.keys(TESTS).join(', ')}; it is "${mutated}"`);
const [room = ''] = mutated.slice(folder.length + 1).split('/');
const tests = TESTS[folder](room === '' || room.endsWith('.ts') ? undefined : room);

const isOneFile = mutated.endsWith('.ts') && !mutated.includes('*');
const project = {
  // Stryker puts this over jest.config.mjs, whose projects would run their files by Node's loader.
  projects: [],
  testTimeout: jest.testTimeout,
  testEnvironment: 'node',
  testRunner: '<rootDir>/tests/support/jest/jest-circus-of-mutants.mjs',
  transform: {},
  roots: ['<rootDir>/tests'],
  testMatch: tests.map((pattern) => `<rootDir>/tests/${pattern}/*.test.ts`),
};

/** Mutation testing by StrykerJS; `npm run mutate -- FOLDER` runs it. */
export default {
  mutate: [mutated.endsWith('.ts') ? mutated : `${mutated}/**/*.ts`],
  testRunner: 'jest',
  jest: { config: project, enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // What is computed once, as a module is loaded, needs every test of a room for each mutant: hours.
  ignoreStatic: true,
  // A test of ours on a machine that does other work as well.
  timeoutMS: 10_000,
  // A file by itself gets a process for each mutant, so that nothing which it keeps hides the next.
  maxTestRunnerReuse: isOneFile ? 1 : 0,
  concurrency: 2,
  // tsconfig.json, since Stryker would rewrite it, for which it needs a compiler beside it.
  ignorePatterns: ['.scholium', 'dist', 'coverage', 'tsconfig.json'],
  tempDirName: '.scholium/stryker',
  disableTypeChecks: false,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `.scholium/mutants/${mutated.replaceAll('/', '-')}.json` },
  clearTextReporter: { reportTests: false, allowEmojis: false },
  thresholds: { high: 95, low: MIN_SCORE, break: MIN_SCORE },
};
