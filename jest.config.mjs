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

export default {
  testTimeout: 180_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/tests/(lib|domain|documents|clients|deploy|bench)/**/*.test.ts',
        '<rootDir>/tests/*.test.ts',
      ],
    },
    {
      ...base,
      displayName: 'engines',
      testMatch: ['<rootDir>/tests/(api|db|services|activities|stack|e2e|chaos)/**/*.test.ts'],
    },
    { ...base, displayName: 'workflows', testMatch: ['<rootDir>/tests/(workflows|replay)/**/*.test.ts'] },
  ],
};
