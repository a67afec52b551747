import type { NewNotice } from '../../domain/game/notices.js';
import type { JudgedDay } from '../../domain/game/streak/settle.js';

/**
 * Tells of the freezes that were spent, whether the days are judged one by one or all at once.
 * @param days in order
 * @param left freezes after the last of those that were spent
 */
export function freezeNotices(days: readonly JudgedDay[], left: number): NewNotice[] {
  const frozen = days.filter(({ outcome }) => outcome === 'frozen');
  return frozen.map(({ day }, index) => ({
    ...{ kind: 'freeze-spent', topic: day },
    facts: { day, left: left + frozen.length - 1 - index },
  }));
}
