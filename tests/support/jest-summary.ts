/** The parts of jest's JSON report that say how it went. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that could not be loaded; their tests are in no other number. */
  numRuntimeErrorTestSuites: number;
}

export interface Outcome {
  passed: number;
  failed: number;
}

/** Counts a report; no report at all, because jest itself fell over, is one failure. */
export function countReport(report: JestReport | undefined): Outcome {
  if (!report) return { passed: 0, failed: 1 };
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
}

/** The sum of several outcomes. */
export function total(outcomes: Outcome[]): Outcome {
  return outcomes.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}
