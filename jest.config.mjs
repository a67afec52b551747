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

const ENGINES = '<rootDir>/tests/(api|db|services|activities|stack|e2e|chaos)/';
const WORKFLOWS = '<rootDir>/tests/(workflows|replay)/';

export default {
  testTimeout: 180_000,
  projects: [
    { ...base, displayName: 'engines', testMatch: [`${ENGINES}**/*.test.ts`] },
    { ...base, displayName: 'workflows', testMatch: [`${WORKFLOWS}**/*.test.ts`] },
    {
      ...base,
      displayName: 'unit',
      // Whatever is in no other project, so that no new folder is forgotten.
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: [ENGINES, WORKFLOWS],
    },
  ],
};
