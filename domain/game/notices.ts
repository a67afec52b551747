import { RETIRE_TEXTS, type RetireReason } from '../quizzes/retirement.js';
import { ACHIEVEMENTS } from './achievements.js';

/** What each kind of notice is made of. */
export interface NoticeFacts {
  'level-up': { level: number };
  achievement: { key: string };
  /** Achievements that were added to the product and earned before. */
  'achievements-added': { keys: string[] };
  milestone: { days: number; xp: number };
  /** A day that was missed, YYYY-MM-DD, and freezes that are left. */
  'freeze-spent': { day: string; left: number };
  /** Until when something must be studied, ISO 8601. */
  'streak-at-risk': { length: number; until: string };
  'material-ready': { materialId: string; isPartial: boolean };
  'export-ready': { exportId: string };
  'friend-request': Record<string, never>;
  'friend-accepted': Record<string, never>;
  /** The tier in which a student is since a league of a week, its Monday, was counted. */
  'league-promotion': { week: string; tier: number };
  /** Of an attempt that its deadline has ended; percent. */
  'quiz-result': { attemptId: string; percent: number };
  /** A question of an attempt was found to be bad; percent before and now, and XP that it brings. */
  'score-corrected': { attemptId: string; reason: RetireReason; before: number; percent: number; xp: number };
  /** Given by support, or taken back. */
  'xp-adjusted': { points: number };
  /** The question that a card was made from was found to be bad. */
  'card-suspended': { cardId: string; reason: RetireReason };
}

export type NoticeKind = keyof NoticeFacts;

/** A notice that is to be written; one of the same kind and topic gives way to it. */
export type NewNotice = {
  [Kind in NoticeKind]: { kind: Kind; topic: string; facts: NoticeFacts[Kind] };
}[NoticeKind];

/** How many days notices are kept. */
export const NOTICE_DAYS = 90;

const TEXTS: { [Kind in NoticeKind]: (facts: NoticeFacts[Kind]) => string } = {
  'level-up': ({ level }) => `You have reached level ${level}.`,
  achievement: ({ key }) => `Achievement earned: ${titleOf(key)}.`,
  'achievements-added': ({ keys }) => `You had earned these achievements already: ${keys.map(titleOf).join(', ')}.`,
  milestone: ({ days, xp }) => `A streak of ${days} days: ${xp} XP.`,
  'freeze-spent': ({ day, left }) =>
    `A freeze has kept your streak on ${day}, when you did not study. Freezes left: ${left}.`,
  'streak-at-risk': ({ length }) => `Study today to keep your streak. Days so far: ${length}.`,
  'material-ready': ({ isPartial }) =>
    isPartial ? 'A document is ready, but for some pages.' : 'A document is ready.',
  'export-ready': () => 'The copy of your data can be fetched for a day.',
  'friend-request': () => 'Somebody who has your friend code would like to be your friend.',
  'friend-accepted': () => 'You have a new friend.',
  'league-promotion': ({ tier }) => `You have gone up: your league is in tier ${tier} now.`,
  'quiz-result': ({ percent }) => `The time of your quiz was over. Your score: ${percent} %.`,
  'score-corrected': ({ reason, before, percent, xp }) =>
    `A question of your quiz does not count against you any more, since ${RETIRE_TEXTS[reason]}. Your score was ${before} % and is ${percent} %.${xp > 0 ? ` It brings ${xp} XP more.` : ''}`,
  'xp-adjusted': ({ points }) =>
    points > 0 ? `Support has given you ${points} XP.` : `Support has taken ${-points} XP back.`,
  'card-suspended': ({ reason }) =>
    `One of your cards is not asked any more. The question that it was made from was bad: ${RETIRE_TEXTS[reason]}. Write the card anew to go on with it, or remove it.`,
};

const titleOf = (key: string): string => ACHIEVEMENTS.find((one) => one.key === key)?.title ?? key;

/** The text of a notice in English; a frontend that speaks another language makes its own of kind and facts. */
export const noticeText = <Kind extends NoticeKind>(kind: Kind, facts: NoticeFacts[Kind]): string => TEXTS[kind](facts);

/** Every kind of notice. */
export const NOTICE_KINDS = Object.keys(TEXTS) as NoticeKind[];
