/** What students may tell of their age. */
export const AGE_BANDS = ['under-13', '13-15', '16-or-older'] as const;

export type AgeBand = (typeof AGE_BANDS)[number];

/** Days between two changes of the age band to an older one. */
const DAYS_BETWEEN = 365;

/**
 * Whether a student may be seen by everyone: from 16 on, the age from which the GDPR (article 8) has people consent for
 * themselves wherever they live. Who does not tell their age is treated as younger.
 */
export const mayBePublic = (ageBand: AgeBand | null): boolean => ageBand === '16-or-older';

/**
 * Whether an age band may take the place of the one that was told: a younger one always, an older one a year after the
 * last, so that nobody grows up by a click.
 */
export function mayChangeAge(
  { ageBand, ageToldAt }: { ageBand: AgeBand | null; ageToldAt: Date | null },
  wished: AgeBand,
  now: Date,
): boolean {
  if (ageBand === null || ageToldAt === null) return true;
  if (AGE_BANDS.indexOf(wished) <= AGE_BANDS.indexOf(ageBand)) return true;
  return now.getTime() - ageToldAt.getTime() >= DAYS_BETWEEN * 86_400_000;
}
