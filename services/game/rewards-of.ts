import { newlyEarned } from '../../domain/game/achievements.js';
import { levelOf } from '../../domain/game/levels.js';
import type { NewNotice } from '../../domain/game/notices.js';
import type { Stats } from '../../domain/game/stats.js';
import type { Milestone } from '../../domain/game/streak/milestones.js';
import { milestoneNotice } from './milestone-lines.js';

/** What a student has before, and what is added: XP, and milestones that are part of them. */
export interface Gain {
  xp: number;
  /** Keys of achievements. */
  earned: readonly string[];
  gained: number;
  milestones: readonly Milestone[];
  /** Counters afterwards. */
  stats: Stats;
}

/** XP, level and new achievements of a student after a gain, and the notices that tell of it. */
export function rewardsOf({ xp: before, earned, gained, milestones, stats }: Gain) {
  const xp = before + gained;
  const level = levelOf(xp);
  const achievements = newlyEarned(stats, earned).map(({ key }) => key);
  const notices: NewNotice[] = [
    ...milestones.map(milestoneNotice),
    ...achievements.map((key) => ({ kind: 'achievement', topic: key, facts: { key } }) as const),
    ...(level > levelOf(before) ? [{ kind: 'level-up', topic: String(level), facts: { level } } as const] : []),
  ];
  return { xp, level, achievements, notices };
}
