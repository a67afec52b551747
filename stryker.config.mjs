import jest from './jest.config.mjs';

/** The tests that stand for the code of a folder, and alone have to notice a change of it. */
const TESTS = {
  lib: ['lib'],
  domain: ['domain'],
  'services/runs': ['services/runs', 'services/locks'],
};
/** The part of the changes that must be noticed, in percent: below it the run fails. */
const MIN_SCORE = 85;

const folder = process.env.MUTATE ?? '';
const room = Object.keys(TESTS).find((name) => folder === name || folder.startsWith(`${name}/`));
if (!room) throw new Error(`MUTATE must be in one of ${Object.keys(TESTS).join(', ')}; it is "${folder}"`);
const { testTimeout, projects } = jest;
const { displayName: _, testPathIgnorePatterns: __, ...base } = projects.at(-1);

/** Mutation testing by StrykerJS; `npm run mutate -- FOLDER` runs it. */
export default {
  mutate: [folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: {
    config: {
      ...base,
      testTimeout,
      testMatch: TESTS[room].map((tests) => `<rootDir>/tests/${tests}/**/*.test.ts`),
    },
  },
  coverageAnalysis: 'perTest',
  // A test of ours on a machine that does other work as well.
  timeoutMS: 20_000,
  concurrency: 1,
  // tsconfig.json, since Stryker would rewrite it, for which it needs a compiler beside it.
  ignorePatterns: ['.scholium', 'docs', 'bench', 'dist', 'coverage', 'tsconfig.json'],
  tempDirName: '.scholium/stryker',
  disableTypeChecks: false,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `.scholium/mutants/${folder.replaceAll('/', '-')}.json` },
  clearTextReporter: { reportTests: false, allowEmojis: false },
  thresholds: { high: 95, low: MIN_SCORE, break: MIN_SCORE },
};
