import { confirmTopic } from './confirm-topic.js';
import { dueReviews } from './due-reviews.js';
import { exam } from './exam.js';
import type { Catalog, Rule, StudentFacts } from './facts.js';
import { lessonLeft } from './lesson-left.js';
import { nextLesson } from './next-lesson.js';
import { type Candidate, itemOf, type Recommendation, type RecommendationKind } from './recommendation.js';
import { isStudyDay } from './study-days.js';
import { takeBreak } from './take-break.js';
import { unaskedMaterial } from './unasked-material.js';
import { usualHour } from './usual-hour.js';
import { weakTopic } from './weak-topic.js';

/** In the order in which they get the minutes of the day. */
const RULES: readonly Rule[] = [
  takeBreak,
  dueReviews,
  weakTopic,
  exam,
  lessonLeft,
  confirmTopic,
  unaskedMaterial,
  nextLesson,
  usualHour,
];

/** Rules that hold on days on which the student does not study, too. */
const EVERY_DAY: readonly Rule[] = [takeBreak, dueReviews];

/** Recommendations of a day. */
const MAX_RECOMMENDATIONS = 6;

/** All that the rules would recommend, but what was dismissed. Nothing on a day that is paused. */
export function* candidatesOf(facts: StudentFacts, catalog: Catalog): Generator<Candidate> {
  const { day, studyDays, pauses, dismissed } = facts;
  if (pauses.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)) return;
  const rules = isStudyDay(day, studyDays) ? RULES : EVERY_DAY;
  for (const rule of rules) yield* rule(facts, catalog).filter(({ start }) => !dismissed.has(itemOf(start)));
}

/**
 * What a student is recommended for a study day, the most important first. Together it fits the minutes that are left
 * of the day, half of them where a break is recommended; no item comes twice, and no topic by two rules.
 */
export function recommend(facts: StudentFacts, catalog: Catalog): Recommendation[] {
  const chosen: Recommendation[] = [];
  const items = new Set<string>();
  const topics = new Map<string, RecommendationKind>();
  let left = minutesLeft(facts);
  for (const { least, topicId, ...candidate } of candidatesOf(facts, catalog)) {
    const item = itemOf(candidate.start);
    const minutes = Math.min(candidate.minutes, left);
    const isTopicTaken = topicId !== null && (topics.get(topicId) ?? candidate.kind) !== candidate.kind;
    if (minutes < least || items.has(item) || isTopicTaken) continue;
    items.add(item);
    if (topicId !== null) topics.set(topicId, candidate.kind);
    chosen.push({ ...candidate, minutes } as Recommendation);
    left -= minutes;
    if (candidate.kind === 'break') left = Math.floor(left / 2);
    // Only breaks take no minutes, and they come first: what later rules would say is not worked out.
    if (left === 0 || chosen.length === MAX_RECOMMENDATIONS) break;
  }
  return chosen;
}

/** Of the minutes that the student wants to study on the day, those that were not studied yet. */
export function minutesLeft({ day, dailyMinutes, minutes }: StudentFacts): number {
  const studied = minutes.find((one) => one.day === day)?.minutes ?? 0;
  return Math.max(0, dailyMinutes - studied);
}
