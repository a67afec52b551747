import type { NewNotice } from '../../domain/game/notices.js';
import type { Milestone } from '../../domain/game/streak/milestones.js';
import type { PlaceInDay } from '../../domain/game/study-calendar.js';
import { MILESTONE_POINTS } from '../../domain/game/xp.js';

/** The line of a milestone, which is paid once in a lifetime: `longest` never shrinks, and the key is unique. */
export const milestoneLine = (days: Milestone) => ({
  ...({ kind: 'milestone', cause: `streak:${days}`, sourceId: null } as const),
  ...{ requested: MILESTONE_POINTS[days], granted: MILESTONE_POINTS[days] },
});

export const milestoneNotice = (days: Milestone): NewNotice => ({
  ...{ kind: 'milestone', topic: String(days), facts: { days, xp: MILESTONE_POINTS[days] } },
});

/** The columns of a line that say on which study day it was earned, and by what that was told. */
export const dayColumns = ({ day, rule: { timeZone, dayStartsAt } }: PlaceInDay) => ({
  ...{ studyDay: day, timeZone, dayStartsAt },
});
