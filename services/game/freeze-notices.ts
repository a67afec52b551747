import type { NewNotice } from '../../domain/game/notices.js';
import type { JudgedDay } from '../../domain/game/streak/settle.js';

/** Tells of the freezes that were spent on days after `through`, of which was not told before. */
export function freezeNotices(
  days: readonly JudgedDay[],
  through: string | null,
  { freezes }: { freezes: number },
): NewNotice[] {
  return days
    .filter(({ day, outcome }) => outcome === 'frozen' && (through === null || day > through))
    .map(({ day }) => ({ kind: 'freeze-spent', topic: day, facts: { day, left: freezes } }));
}
