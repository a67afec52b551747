/** What support is shown, because it is hardly done by a student alone and honestly. Nothing follows from it by itself. */
export type Anomaly = 'fast-answers' | 'long-day' | 'traded-answers' | 'shared-address';

/**
 * Answers of an attempt that are faster than their questions can be read. Most adults read 175 to 300 words of English a
 * minute, which is 30 characters a second at most (Brysbaert 2019, doi:10.1016/j.jml.2019.104047); here only stems count,
 * without what stands beside them, and with the time that answering takes.
 */
export const FAST = { minRight: 5, charactersASecond: 60 } as const;

/** Minutes of study of one study day: more than a student who eats and sleeps has. */
export const LONG_DAY_MINUTES = 16 * 60;

/**
 * Questions that a friend had handed in within the hour before, and was shown the keys of, answered right. In both
 * directions on one day, since who is a little later than a friend need not have asked them.
 */
export const TRADED = { withinMinutes: 60, minEachWay: 5, minShareRight: 0.9 } as const;

/** Accounts that were made within so many days and logged in at one address, of IPv6 in one network, on one day. */
export const SHARED = { accounts: 10, madeWithinDays: 7 } as const;

/** A student who was flagged is not flagged for the same so soon again, whatever support has made of it. */
export const QUIET_DAYS = 90;

/** Flags are kept so long, open or closed. */
export const FLAG_DAYS = 180;

/** Days that are made up at most, after an outage. */
export const MAX_DAYS_BACK = 14;
