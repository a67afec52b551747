/** Cohorts whose week was over, by count. */
export interface EndedCohorts {
  cohorts: number;
  /** Those that the next pass has to try again. */
  failed: number;
}
