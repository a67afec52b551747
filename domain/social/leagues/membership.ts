import { type AgeBand, mayBePublic } from '../age.js';

/** What decides whether a student takes part in leagues. */
export interface LeagueWish {
  ageBand: AgeBand | null;
  /** As the preferences say. */
  leagues: boolean;
}

/** Whether a student takes part in leagues, or why not: who may not be seen by everyone does not compete with strangers. */
export function participation({ ageBand, leagues }: LeagueWish): 'in' | 'off' | 'age' {
  if (!mayBePublic(ageBand)) return 'age';
  return leagues ? 'in' : 'off';
}
