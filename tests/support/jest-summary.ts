/** The parts of jest's JSON report that say how it went and how long it took. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that could not be loaded; their tests are in no other number. */
  numRuntimeErrorTestSuites: number;
  /** By file, with its absolute path; times in milliseconds. */
  testResults: { name: string; startTime: number; endTime: number }[];
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

const secondsOf = ({ startTime, endTime }: JestReport['testResults'][number]) => (endTime - startTime) / 1_000;

/** The files that took longest, the slowest first: seconds, and the path from `root`. */
export function slowestFiles(report: JestReport, root: string, count: number): [number, string][] {
  return report.testResults
    .map((result): [number, string] => [secondsOf(result), result.name.replace(`${root}/`, '')])
    .sort(([a], [b]) => b - a)
    .slice(0, count);
}

/**
 * Seconds of all files of each project, which run side by side.
 * @param folders the folders below tests/ of every project but `unit`, which has the rest
 */
export function secondsByProject(report: JestReport, folders: Record<string, string[]>): Record<string, number> {
  const projectOf = (name: string) =>
    Object.keys(folders).find((project) => folders[project]?.some((folder) => name.includes(`/tests/${folder}/`)));
  const sums: Record<string, number> = {};
  for (const result of report.testResults) {
    const project = projectOf(result.name) ?? 'unit';
    sums[project] = (sums[project] ?? 0) + secondsOf(result);
  }
  return sums;
}
