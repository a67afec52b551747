import { rankLines } from '../ranks.js';
import { linesOf, type Outcome } from './tiers.js';

/** A member of a cohort, as far as ranks go. */
export interface Competitor {
  userId: string;
  /** XP of the week. */
  xp: number;
  /** When the XP changed last: the earlier of two with equal XP got there first. */
  at: Date | null;
}

/** A member with a place among the others. */
export type Standing<Member extends Competitor> = Member & { rank: number; outcome: Outcome };

/**
 * Ranks the members of a cohort, the most XP first; of equal ones who got there first is shown first. A rank at a line
 * goes up, or stays, as a whole; nobody goes up without XP.
 */
export function standingsOf<Member extends Competitor>(tier: number, members: readonly Member[]): Standing<Member>[] {
  const { upTo, downFrom } = linesOf(tier, members.length);
  return rankLines(members.toSorted(byPlace)).map((member) => {
    const isUp = member.rank <= upTo && member.xp > 0;
    const isDown = !isUp && downFrom !== null && member.rank >= downFrom;
    return { ...member, outcome: isUp ? 'up' : isDown ? 'down' : 'stay' };
  });
}

const byPlace = (one: Competitor, other: Competitor): number =>
  other.xp - one.xp || reachedAt(one) - reachedAt(other) || (one.userId < other.userId ? -1 : 1);

const reachedAt = ({ at }: Competitor): number => at?.getTime() ?? 0;

/** What becomes of a member who is in no league when the week ends: the same as of who comes last in a full cohort. */
export const outcomeOfLeaver = (tier: number): Outcome => (tier === 1 ? 'stay' : 'down');
