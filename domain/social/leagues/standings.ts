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
 * Ranks the members of a cohort, the most XP first. Equal XP shares a rank, and the next rank counts all above it
 * (1, 2, 2, 4); of equal ones who got there first is shown first. A rank at a line goes up, or stays, as a whole; nobody
 * goes up without XP.
 */
export function standingsOf<Member extends Competitor>(tier: number, members: readonly Member[]): Standing<Member>[] {
  const { upTo, downFrom } = linesOf(tier, members.length);
  const sorted = members.toSorted(byPlace);
  let rank = 0;
  return sorted.map((member, index) => {
    if (sorted[index - 1]?.xp !== member.xp) rank = index + 1;
    const isUp = rank <= upTo && member.xp > 0;
    const isDown = !isUp && downFrom !== null && rank >= downFrom;
    return { ...member, rank, outcome: isUp ? 'up' : isDown ? 'down' : 'stay' };
  });
}

const byPlace = (one: Competitor, other: Competitor): number =>
  other.xp - one.xp || timeOf(one) - timeOf(other) || (one.userId < other.userId ? -1 : 1);

const timeOf = ({ at }: Competitor): number => at?.getTime() ?? 0;

/** What becomes of a member who is in no league when the week ends: the same as of who comes last in a full cohort. */
export const outcomeOfLeaver = (tier: number): Outcome => (tier === 1 ? 'stay' : 'down');
