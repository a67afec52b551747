import { z } from 'zod';
import { MASTERY_WORDS } from '../../../domain/learning/mastery/words.js';
import { defineOperation } from '../../contract/operation.js';
import { id, queryInteger, studyDay, topicName } from '../../contract/schemas.js';
import { streak, streakState } from '../gamification/schema.js';

const count = z.number().int();
const share = z.number().min(0).max(1);
const rightShare = share.nullable().describe('Right answers of all; null without an answer');
const word = z.enum(MASTERY_WORDS);
const evidence = {
  word,
  answers: count,
  rightAnswers: count,
  rightShare,
};

const topicMastery = z.strictObject({
  topic: topicName,
  name: z.string(),
  known: share.nullable().describe('The probability that the topic is known; null without an answer'),
  ...evidence,
  isWeak: z.boolean().describe('Three answers or more, and below .6'),
});

const subjectMastery = z
  .strictObject({
    subject: z.string().describe('Its slug'),
    name: z.string(),
    known: share.describe('The mean of its topics, of which one without an answer counts 0'),
    ...evidence,
    word: word.describe('Mastered where all its topics are, familiar where half of them are that at least'),
    topics: z.array(topicMastery),
  })
  .meta({ id: 'SubjectMastery' });

const change = (of: z.ZodNumber) =>
  z.strictObject({
    now: of.nullable(),
    before: of.nullable(),
    change: z.number().nullable().describe('Null where the week before has none of it'),
  });

const progress = z
  .strictObject({
    totals: z.strictObject({
      xp: count,
      level: count,
      lessonsCompleted: count,
      questionsAnswered: count.describe('Questions of the student that the tutor answered'),
      cardsReviewed: count.describe('Reviews of cards that were due'),
      studyMinutes: count,
      answers: count.describe('Right and wrong answers to topics: of quizzes, and reviews of cards that were due'),
      rightAnswers: count,
      rightShare,
    }),
    streak,
    days: z
      .array(z.strictObject({ studyDay, minutes: count, xp: count, streak: streakState }))
      .describe('The oldest first, today the last'),
    weeks: z
      .array(z.strictObject({ monday: studyDay, answers: count, rightAnswers: count, rightShare }))
      .describe('Twelve weeks of study days, Monday to Sunday, this one the last'),
    trend: z
      .strictObject({
        minutes: change(count),
        answers: change(count),
        accuracy: change(share),
        xp: change(count),
      })
      .describe('The last seven study days, with today, against the seven before'),
    subjects: z.array(subjectMastery).describe('Those that the student chose or has answered something of'),
    due: z.strictObject({
      cards: count.describe('As many as GET /reviews/due gives today'),
      lessons: z
        .array(
          z.strictObject({
            id,
            title: z.string(),
            topic: topicName,
            minutes: count,
            position: share.describe('How far down it was read'),
          }),
        )
        .describe('Begun and not completed, five at most, the one that was read last first'),
      exam: z.strictObject({ date: z.iso.date(), daysLeft: count }).nullable().describe('Where it is within 30 days'),
    }),
  })
  .meta({ id: 'Progress' });

export const getProgressOperation = defineOperation({
  id: 'getProgress',
  method: 'get',
  path: '/progress',
  tag: 'learning',
  access: 'student',
  limit: 'general',
  summary: 'How far the student has come: totals, days, weeks, mastery, and what is due',
  query: z.strictObject({ days: queryInteger(1, 90).default(14).describe('Study days to answer, with today') }),
  responses: { 200: { description: 'As of one moment', schema: progress } },
  problems: [],
});
