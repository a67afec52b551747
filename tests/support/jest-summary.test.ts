import { describe, expect, it } from '@jest/globals';
import { countReport, secondsByProject, slowestFiles, total } from './jest-summary.js';

const counts = { numPassedTests: 5, numFailedTests: 1, numRuntimeErrorTestSuites: 2 };
const report = {
  ...counts,
  testResults: [
    { name: '/there/tests/api/a.test.ts', startTime: 1_000, endTime: 3_500 },
    { name: '/there/tests/lib/b.test.ts', startTime: 1_000, endTime: 2_000 },
    { name: '/there/tests/api/c.test.ts', startTime: 0, endTime: 4_000 },
  ],
};

describe('the count of a test run', () => {
  it('takes a file that does not load for a failure, and no report too', () => {
    expect(countReport(report)).toEqual({ passed: 5, failed: 3 });
    expect(countReport(undefined)).toEqual({ passed: 0, failed: 1 });
    const outcomes = [
      { passed: 1, failed: 0 },
      { passed: 5, failed: 3 },
    ];
    expect(total(outcomes)).toEqual({ passed: 6, failed: 3 });
  });
});

describe('the times of a test run', () => {
  it('are told of the slowest files, the slowest first', () => {
    expect(slowestFiles(report, '/there', 2)).toEqual([
      [4, 'tests/api/c.test.ts'],
      [2.5, 'tests/api/a.test.ts'],
    ]);
  });

  it('are summed by project, and the rest is unit', () => {
    expect(secondsByProject(report, { engines: ['api', 'db'], workflows: ['replay'] })).toEqual({
      engines: 6.5,
      unit: 1,
    });
  });
});
