import type { NewNotice } from '../../domain/game/notices.js';
import type { JudgedDay } from '../../domain/game/streak/settle.js';

/** Tells of the freezes that were spent on days, the same whether these are judged one by one or all at once. */
export function freezeNotices(days: readonly JudgedDay[]): NewNotice[] {
  const frozen = days.filter(({ outcome }) => outcome === 'frozen');
  return frozen.map(({ day, freezes }) => ({ kind: 'freeze-spent', topic: day, facts: { day, left: freezes } }));
}
