import { readFileSync } from 'node:fs';

const base = {
  testEnvironment: 'node',
  testRunner: '<rootDir>/tests/support/jest/native-runner.mjs',
  // Node's own loader strips the types.
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.scholium'],
};

/** The folders of each project. */
const folders = JSON.parse(readFileSync(new URL('tests/projects.json', import.meta.url), 'utf8'));
const named = Object.entries(folders).map(([displayName, names]) => ({
  displayName,
  pattern: `<rootDir>/tests/(${names.join('|')})/`,
}));

export default {
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tests/support/jest/slow-first.mjs',
  // What files leave behind adds up: a worker that has grown to this is replaced by a new one.
  workerIdleMemoryLimit: '1GB',
  projects: [
    ...named.map(({ displayName, pattern }) => ({ ...base, displayName, testMatch: [`${pattern}**/*.test.ts`] })),
    {
      ...base,
      displayName: 'unit',
      // Whatever is in no other project, so that no new folder is forgotten.
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: named.map(({ pattern }) => pattern),
    },
  ],
};
