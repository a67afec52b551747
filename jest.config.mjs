import { readFileSync } from 'node:fs';

/** Pure ESM under jest: swc strips the types, node's own loader runs the modules. */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
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
  testSequencer: '<rootDir>/tests/support/slow-first.mjs',
  // Module registries of finished files are not given back: a worker that has grown to this is replaced by a new one.
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
