import { DAILY_CAPS, type XpKind } from './xp.js';

/** What each kind is given for, and what some of it is called. */
const REASONS: Record<XpKind, { text: string; name: string }> = {
  study: { text: 'You studied.', name: 'study time' },
  lesson: { text: 'You completed a lesson.', name: 'lessons' },
  quiz: { text: 'You finished a quiz.', name: 'quizzes' },
  question: { text: 'A question of yours was answered.', name: 'questions' },
  review: { text: 'You reviewed a card that was due.', name: 'reviews' },
  milestone: { text: 'Your streak reached a milestone.', name: 'milestones' },
  correction: { text: 'Your XP were corrected.', name: 'corrections' },
};

/** Why a student was given this much, in a sentence or two. */
export function xpReason({ kind, requested, granted }: { kind: XpKind; requested: number; granted: number }): string {
  const { text, name } = REASONS[kind];
  if (granted === requested) return text;
  const most = `${DAILY_CAPS[kind]} XP are the most for ${name} in a study day`;
  return granted === 0
    ? `${text} ${most}: it counts for the streak and achievements all the same.`
    : `${text} ${most}.`;
}
