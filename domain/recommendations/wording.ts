import { CARDS_A_MINUTE } from './due-reviews.js';
import type { AnswerCount, Evidence, Recommendation, RecommendationKind } from './recommendation.js';

/** A request that begins what is recommended, below the API's address. */
export interface StartRequest {
  method: 'GET' | 'POST';
  path: string;
  body: Record<string, unknown> | null;
}

/** What it is, in English. */
export function titleOf(one: Recommendation): string {
  const { start, minutes } = one;
  switch (start.to) {
    case 'reviews':
      return `Review ${counted(cardsOf(one), 'card')}`;
    case 'lesson':
      return `Read "${start.title}"`;
    case 'quiz':
      return `Take a quiz on ${start.title}`;
    case 'material':
      return `Ask "${start.title}" a question`;
    case 'study':
      return `Study for ${counted(minutes, 'minute')}`;
    case 'pause':
      return 'Take a day off';
  }
}

const REASONS: { [Kind in RecommendationKind]: (evidence: Evidence[Kind]) => string } = {
  break: ({ days, minutes }) =>
    `You have studied ${minutes} minutes in the last ${days} days. A pause keeps your streak on a day off.`,
  'due-reviews': ({ due, fresh }) =>
    [
      ...(due > 0 ? [`${counted(due, 'card')} ${due === 1 ? 'is' : 'are'} due today`] : []),
      ...(fresh > 0 ? [`${counted(fresh, 'new card')} ${fresh === 1 ? 'waits' : 'wait'}`] : []),
    ]
      .join(', and ')
      .concat('.'),
  'weak-topic': ({ title, before, ...count }) =>
    before === null
      ? `${rightOf(count, title)}.`
      : `${rightOf(count, title)}, and it builds on ${before.title}, ${before.answers === 0 ? 'which you have not read yet' : `where ${shareOf(before)} ${wereRight(before)}`}.`,
  exam: ({ examDate, days, left }) =>
    `Your exam is ${days === 0 ? 'today' : `in ${counted(days, 'day')}`} (${examDate}), and ${left === 1 ? '1 lesson or quiz is' : `${left} lessons and quizzes are`} left until then.`,
  'lesson-left': ({ leftOn, percent }) => `You left it on ${leftOn}, after ${percent} % of it.`,
  'confirm-topic': ({ title, lessons, ...count }) =>
    [
      ...(lessons > 0 ? [`You have read ${lessons === 1 ? 'the lesson' : `all ${lessons} lessons`} on ${title}`] : []),
      ...(count.answers > 0 ? [rightOf(count, title)] : []),
    ]
      .join(', and ')
      .concat(': a quiz shows whether you know it.'),
  'unasked-material': ({ readyOn }) => `It has been ready since ${readyOn}, and you have not asked about it yet.`,
  'next-lesson': ({ subject }) => `It is next in ${subject}: nothing in your subjects has to come before it.`,
  'usual-hour': ({ hour, days }) =>
    `On ${days} days of the last four weeks you began to study around ${String(hour).padStart(2, '0')}:00.`,
};

/** Every rule by which something is recommended. */
export const RECOMMENDATION_KINDS = Object.keys(REASONS) as RecommendationKind[];

/** Why it is recommended, in English, with its evidence. */
export const reasonOf = <Kind extends RecommendationKind>(kind: Kind, evidence: Evidence[Kind]): string =>
  REASONS[kind](evidence);

/** The request that begins it. */
export function requestOf(one: Recommendation): StartRequest {
  const { start, minutes } = one;
  const post = (path: string, body: StartRequest['body'] = null) => ({ method: 'POST', path, body }) as const;
  switch (start.to) {
    case 'reviews':
      return { method: 'GET', path: `/reviews/due?limit=${cardsOf(one)}`, body: null };
    case 'lesson':
      return post(`/lessons/${start.lessonId}/start`);
    case 'quiz':
      return post('/quiz/generate', { topic: start.topic, count: minutes });
    case 'material':
      return post('/materials/query', { question: start.question, materialIds: [start.materialId] });
    case 'study':
      return post('/study/start', { mode: 'block', plannedMinutes: minutes });
    case 'pause':
      return post('/gamification/streak/pauses', { from: start.day, to: start.day });
  }
}

/** Cards that its minutes have room for. */
function cardsOf(one: Recommendation): number {
  const { due, fresh } = one.evidence as Evidence['due-reviews'];
  return Math.min(due + fresh, one.minutes * CARDS_A_MINUTE);
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const shareOf = ({ right, answers, isAll }: AnswerCount): string =>
  `${right} of your ${isAll ? '' : 'last '}${counted(answers, 'answer')}`;

const wereRight = ({ right }: AnswerCount): string => `${right === 1 ? 'was' : 'were'} right`;

const rightOf = (count: AnswerCount, title: string): string => `${shareOf(count)} on ${title} ${wereRight(count)}`;
