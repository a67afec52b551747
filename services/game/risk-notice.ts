import type { NewNotice } from '../../domain/game/notices.js';
import type { StreakView } from '../../domain/game/streak/view-streak.js';

/** Warns that a streak costs a freeze or ends with today, unless something is studied. */
export const riskNotice = ({ state: { length }, atRiskUntil }: StreakView, now: Date): NewNotice => ({
  kind: 'streak-at-risk',
  topic: '',
  facts: { length, until: (atRiskUntil ?? now).toISOString() },
});
