/** What became of running streaks that were not looked at in time, by count. */
export interface SettledStreaks {
  running: number;
  ended: number;
  /** Those that another pass has to try again. */
  failed: number;
}

/** Achievements that were added to the product and had been earned before. */
export interface AwardedAchievements {
  students: number;
  achievements: number;
}
