import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { Question } from '../../db/models/question.js';
import { findStats } from '../../db/queries/achievements.js';
import { inSnapshot, listCredited, listStreakOwners, listSumsOfStudents } from '../../db/queries/audit/ledger.js';
import { type TopicOfStudent, topicsAnswered } from '../../db/queries/mastery.js';
import { findStreak, listActiveDays, listStreakDays } from '../../db/queries/streaks.js';
import { levelOf } from '../../domain/game/levels.js';
import { replay, type StreakRules, settle } from '../../domain/game/streak/settle.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { inBatches } from '../../lib/in-batches.js';
import { readStreakRules } from '../game/read-streak-rules.js';
import { recountStats } from '../game/recount-stats.js';
import { stateOf } from '../game/streak-state.js';
import { compareMastery } from '../mastery/compare-mastery.js';
import { causeOf } from '../questions/credit-answer.js';
import { type AuditDeps, byList, type Finding, type Step } from './check.js';

/** Topics of students whose answers are read together. */
const TOPICS = 100;

/** Students whose XP or level is not what their ledger adds up to. */
export const lookAtSums = ({ db }: AuditDeps): AsyncIterable<Step> =>
  byList(
    (batch) => listSumsOfStudents(db, batch),
    async (students) =>
      students
        .filter(({ sum, xp, level }) => xp !== sum || level !== levelOf(sum))
        .map(({ id, sum, xp, level }) => ({
          id,
          wrong: `${xp} XP at level ${level} are kept, the ledger has ${sum} at ${levelOf(sum)}`,
        })),
  );

/** Answered questions that have no line in the ledger. The same question counts once, so that one line is of many. */
export const lookAtQuestions = ({ db }: AuditDeps): AsyncIterable<Step> =>
  byList(
    ({ after, limit }) => {
      const answered = Question.query(db)
        .where({ status: 'answered' })
        .orderBy('id')
        .limit(limit)
        .select('id', 'userId', 'question', 'imageText');
      return (after === undefined ? answered : answered.where('id', '>', after)) as unknown as Promise<Question[]>;
    },
    async (questions) => {
      const caused = questions.map((one) => ({ id: one.id, userId: one.userId, cause: causeOf(one) }));
      const credited = new Set((await listCredited(db, caused)).map(({ userId, cause }) => `${userId} ${cause}`));
      return caused
        .filter(({ userId, cause }) => !credited.has(`${userId} ${cause}`))
        .map(({ id, userId }) => ({ id, wrong: `answered, and student ${userId} has no XP for it` }));
    },
  );

/** Students whose streak, its days, or whose counters are not what the rules make of the days with an activity. */
export const lookAtStreaks = ({ db, clock }: AuditDeps): AsyncIterable<Step> =>
  byList(
    async (batch) => (await listStreakOwners(db, batch)).map((id) => ({ id })),
    async (students) => {
      const findings: Finding[] = [];
      for (const { id } of students) {
        const wrong = await inSnapshot(db, (trx) => judgeStreak(id, clock(), trx));
        findings.push(...wrong.map((told) => ({ id, wrong: told })));
      }
      return findings;
    },
  );

async function judgeStreak(userId: string, now: Date, db: Knex): Promise<string[]> {
  const streak = await findStreak(db, userId);
  if (!streak) return [];
  const rules: StreakRules = await readStreakRules(userId, db);
  const context = { ...rules, today: dayAt(rules.calendar, now) };
  const made = replay(await listActiveDays(db, userId), context);
  // Days that are over and not judged yet are judged at the next look, whoever takes it.
  const { longest, ...kept } = settle(stateOf(streak), context).state;
  const { longest: longestMade, ...state } = made.state;
  const wrong: string[] = [];
  if (!isDeepStrictEqual(kept, state))
    wrong.push(
      `the streak is ${kept.length} through ${kept.through}, by its days ${state.length} through ${state.through}`,
    );
  if (longest < longestMade) wrong.push(`the longest streak is ${longest}, by its days ${longestMade}`);
  wrong.push(...(await unlikeDays(userId, made.days, streak.through, db)));
  const counted = await recountStats({ userId, longest: streak.longest }, db);
  const stats = await findStats(db, userId);
  if (!isDeepStrictEqual(stats, counted))
    wrong.push(`counters are not those of the ledger: ${differing(stats, counted)}`);
  return wrong;
}

/** Judged days that the rules judge in another way. */
async function unlikeDays(
  userId: string,
  days: readonly { day: string; outcome: string }[],
  through: string | null,
  db: Knex,
): Promise<string[]> {
  const [first] = days;
  if (!first || through === null) return [];
  const stored = await listStreakDays(db, userId, { from: first.day, to: through });
  const outcomes = new Map(stored.map(({ day, outcome }) => [day, outcome]));
  return days
    .filter(({ day, outcome }) => day <= through && outcomes.get(day) !== outcome)
    .slice(0, 5)
    .map(({ day, outcome }) => `${day} is ${outcomes.get(day) ?? 'not judged'}, by the rules ${outcome}`);
}

const differing = (kept: object, counted: object): string =>
  Object.keys({ ...kept, ...counted })
    .filter((name) => !isDeepStrictEqual(kept[name as never], counted[name as never]))
    .join(', ');

/** Topics of students that say something else than the answers to them. */
export async function* lookAtMastery({ db }: AuditDeps): AsyncGenerator<Step> {
  for await (const topics of inBatches<TopicOfStudent>(TOPICS, (after, limit) =>
    topicsAnswered(db, { after, limit }),
  )) {
    const findings: Finding[] = [];
    for (const topic of topics) {
      const both = await inSnapshot(db, (trx) => compareMastery(topic, trx));
      if (both && !both.isSame)
        findings.push({
          id: topic.userId,
          wrong: `topic ${topic.topicId}: ${both.kept.answers} answers, ${both.kept.word}; by its answers ${both.made.answers}, ${both.made.word}`,
        });
    }
    yield { rows: topics.length, findings };
  }
}
