import { describe, expect, test } from '@jest/globals';
import { NOTICE_KINDS, type NoticeFacts, type NoticeKind, noticeText } from '../../../domain/game/notices.js';
import { RETIRE_REASONS } from '../../../domain/quizzes/retirement.js';

type Told = { [Kind in NoticeKind]: [kind: Kind, facts: NoticeFacts[Kind], text: string] }[NoticeKind];

const ids = { attemptId: 'attempt', materialId: 'material', exportId: 'export', cardId: 'card' };
const corrected = { ...ids, reason: 'wrong-key', before: 60, percent: 75, xp: 0 } as const;
const CORRECTED =
  'A question of your quiz does not count against you any more, since what it took for right was wrong. ' +
  'Your score was 60 % and is 75 %.';

const TOLD: Told[] = [
  ['level-up', { level: 12 }, 'You have reached level 12.'],
  ['achievement', { key: 'elephant' }, 'Achievement earned: Memory of an elephant.'],
  [
    'achievements-added',
    { keys: ['elephant', 'polymath'] },
    'You had earned these achievements already: Memory of an elephant, Polymath.',
  ],
  ['milestone', { days: 30, xp: 200 }, 'A streak of 30 days: 200 XP.'],
  [
    'freeze-spent',
    { day: '2026-07-08', left: 1 },
    'A freeze has kept your streak on 2026-07-08, when you did not study. Freezes left: 1.',
  ],
  ['streak-at-risk', { length: 9, until: '2026-07-09T02:00:00Z' }, 'Study today to keep your streak. Days so far: 9.'],
  ['material-ready', { ...ids, isPartial: false }, 'A document is ready.'],
  ['material-ready', { ...ids, isPartial: true }, 'A document is ready, but for some pages.'],
  ['export-ready', ids, 'The copy of your data can be fetched for a day.'],
  ['friend-request', {}, 'Somebody who has your friend code would like to be your friend.'],
  ['friend-accepted', {}, 'You have a new friend.'],
  ['league-promotion', { week: '2026-07-06', tier: 3 }, 'You have gone up: your league is in tier 3 now.'],
  ['quiz-result', { ...ids, percent: 80 }, 'The time of your quiz was over. Your score: 80 %.'],
  ['score-corrected', corrected, CORRECTED],
  ['score-corrected', { ...corrected, xp: 1 }, `${CORRECTED} It brings 1 XP more.`],
  ['xp-adjusted', { points: 1 }, 'Support has given you 1 XP.'],
  ['xp-adjusted', { points: -40 }, 'Support has taken 40 XP back.'],
  [
    'card-suspended',
    { ...ids, reason: 'text' },
    'One of your cards is not asked any more. The question that it was made from was bad: its text had a fault. ' +
      'Write the card anew to go on with it, or remove it.',
  ],
];

describe('a notice', () => {
  test.each(TOLD)('of %s with %j reads: %s', (kind, facts, text) => expect(noticeText(kind, facts)).toBe(text));

  test('has a text for each kind that there is', () => {
    expect(new Set(NOTICE_KINDS)).toEqual(new Set(TOLD.map(([kind]) => kind)));
  });

  test('of a question that was bad says another thing for each reason', () => {
    const texts = RETIRE_REASONS.flatMap((reason) => [
      noticeText('score-corrected', { ...corrected, reason }),
      noticeText('card-suspended', { ...ids, reason }),
    ]);
    expect(new Set(texts).size).toBe(2 * RETIRE_REASONS.length);
  });

  test('of an achievement that was taken out of the product names it by its key', () => {
    expect(noticeText('achievement', { key: 'long-gone' })).toBe('Achievement earned: long-gone.');
  });
});
