/** How a study day that is over was judged; today is, too, once it is studied. */
export const DAY_OUTCOMES = ['studied', 'frozen', 'paused', 'excused', 'missed'] as const;

export type DayOutcome = (typeof DAY_OUTCOMES)[number];
