/** What calls are counted as, each kind apart: what may come often is not to use up what may come seldom. */
export const LIMIT_NAMES = ['sign-in', 'reads', 'writes', 'uploads', 'ai', 'heartbeats'] as const;

export type LimitName = (typeof LIMIT_NAMES)[number];
