import { beforeEach, describe, expect, test } from '@jest/globals';
import { FAST, LONG_DAY_MINUTES, SHARED, TRADED } from '../../../domain/social/fairness/anomalies.js';
import { closeCase } from '../../../services/fairness/close-case.js';
import { flagAnomalies } from '../../../services/fairness/flag-anomalies.js';
import {
  buildFlag,
  buildFriendship,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizQuestion,
  buildSession,
  buildStudent,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
} from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

beforeEach(async () => {
  for (const table of ['flags', 'flag_days', 'users']) await services.db(table).delete();
});

const deps = (now = '2026-03-03T01:00:00Z') => ({ ...services, clock: () => new Date(now) });
const look = (now?: string) => flagAnomalies(deps(now), { report: () => {}, batch: 2 }, new AbortController().signal);
const flags = () => services.db('flags').orderBy(['kind', 'userId']).select('kind', 'userId', 'day', 'evidence');
const newStudent = async (): Promise<string> => (await buildStudent(services.db)).id;
const at = (time: string) => new Date(`2026-03-02T${time}Z`);

/** Questions with a stem of so many characters. */
async function questions(count: number, characters = 100): Promise<string[]> {
  const { id: topicId } = await buildTopic(services.db);
  const stem = 'x'.repeat(characters);
  const made = Array.from({ length: count }, () => buildQuizQuestion(services.db, { topicId, stem }));
  return (await Promise.all(made)).map(({ id }) => id);
}

interface Handed {
  from: string;
  to: string;
  marks?: (index: number) => number;
  isNew?: boolean;
  pausedMs?: number;
}

/** An attempt at questions, all answered a moment before its end. */
async function attempt(
  userId: string,
  questionIds: string[],
  { from, to, marks = () => 1, isNew = true, pausedMs = 0 }: Handed,
) {
  const { topicId } = await services.db('quiz_questions').where({ id: questionIds[0] }).first('topicId');
  const { id: quizId } = await buildQuiz(services.db, { userId, topicId });
  const times = { startedAt: at(from), endedAt: at(to), pausedMs };
  const { id: attemptId } = await buildQuizAttempt(services.db, { userId, quizId, ...times });
  for (const [index, questionId] of questionIds.entries())
    await buildQuizAnswer(services.db, {
      ...{ attemptId, questionId, userId, isNew, mark: marks(index) },
      answeredAt: new Date(at(to).getTime() - 1_000),
    });
  return attemptId;
}

describe('answers that are faster than their questions can be read', () => {
  // What the stems of a hundred characters each take at the speed that is flagged.
  const SECONDS = (FAST.minRight * 100) / FAST.charactersASecond;
  const end = (seconds: number) => new Date(at('10:00:00').getTime() + seconds * 1_000).toISOString().slice(11, 23);

  test('are flagged with the attempt, and what was read of it in which time', async () => {
    const [fast, slow] = [await newStudent(), await newStudent()];
    const asked = await questions(FAST.minRight);
    const attemptId = await attempt(fast, asked, { from: '10:00:00', to: end(SECONDS - 1) });
    await attempt(slow, asked, { from: '10:00:00', to: end(SECONDS + 1) });
    expect(await look()).toEqual({ days: 1, flags: 1 });
    expect(await flags()).toEqual([
      {
        ...{ kind: 'fast-answers', userId: fast, day: '2026-03-02' },
        evidence: {
          attempts: [
            { attemptId, right: FAST.minRight, characters: FAST.minRight * 100, seconds: Math.round(SECONDS - 1) },
          ],
        },
      },
    ]);
  });

  test('are no anomaly where they are few, wrong, known, or of another day; and pauses are no time to read', async () => {
    const asked = await questions(FAST.minRight);
    const fast = { from: '10:00:00', to: end(1) };
    await attempt(await newStudent(), asked.slice(1), fast);
    await attempt(await newStudent(), asked, { ...fast, marks: (index) => Math.min(index, 1) });
    await attempt(await newStudent(), asked, { ...fast, isNew: false });
    await attempt(await newStudent(), asked, { from: '23:59:59', to: '24:00:00' });
    expect(await look()).toEqual({ days: 1, flags: 0 });
    const paused = await newStudent();
    await attempt(paused, asked, { from: '10:00:00', to: '11:00:00', pausedMs: 3_599_000 });
    await services.db('flag_days').delete();
    expect(await look()).toEqual({ days: 1, flags: 1 });
  });
});

test('minutes beyond a day are flagged with the study day, once it is over everywhere', async () => {
  const study = async (minutes: number) => {
    const userId = await newStudent();
    for (const part of [LONG_DAY_MINUTES, minutes - LONG_DAY_MINUTES].filter((one) => one > 0)) {
      const { id: sessionId } = await buildStudySession(services.db, { userId });
      await buildStudyMinutes(services.db, { userId, sessionId, studyDay: '2026-03-01', minutes: part });
    }
    return userId;
  };
  const [long] = [await study(LONG_DAY_MINUTES + 1), await study(LONG_DAY_MINUTES)];
  expect(await look()).toEqual({ days: 1, flags: 1 });
  expect(await flags()).toMatchObject([
    {
      kind: 'long-day',
      userId: long,
      evidence: { studyDay: '2026-03-01', minutes: LONG_DAY_MINUTES + 1, sessions: 2 },
    },
  ]);
});

describe('friends who hand in what the other was just shown', () => {
  const N: number = TRADED.minEachWay;
  const allRight = (_index: number): number => 1;
  const time = (minute: number) => new Date(at('10:00:00').getTime() + minute * 60_000).toISOString().slice(11, 19);

  /** Two, of whom each hands in questions some minutes after the other did; the one at ten, the other three hours later. */
  async function trade({ there = N, back = N, minutes = 10, areFriends = true, marks = allRight } = {}) {
    const [one, other] = [await newStudent(), await newStudent()];
    if (areFriends) await buildFriendship(services.db, one, other);
    const takeOver = async (first: string, second: string, count: number, began: number) => {
      const asked = await questions(count, 10);
      const end = began + 10;
      await attempt(first, asked, { from: time(began), to: time(end), marks: () => 0 });
      await attempt(second, asked, { from: time(began + 5), to: time(end + minutes), marks });
    };
    await takeOver(one, other, there, 0);
    await takeOver(other, one, back, 180);
    return [one, other].toSorted();
  }

  test('are flagged, both in one case, if each did with enough of them', async () => {
    const pair = await trade();
    expect(await look()).toEqual({ days: 1, flags: 2 });
    expect(await flags()).toMatchObject(
      pair.map((userId) => ({ kind: 'traded-answers', userId, evidence: { takenOver: N, takenOverByTheOther: N } })),
    );
    expect(await services.db('flags').countDistinct('caseId as cases').first()).toEqual({ cases: 1 });
  });

  test('are not where it was one of them alone, later than that, with wrong answers, or no friends', async () => {
    await trade({ back: N - 1 });
    await trade({ minutes: TRADED.withinMinutes + 5 });
    await trade({ there: 2 * N, back: 2 * N, marks: (index) => (index < N ? 1 : 0) });
    await trade({ areFriends: false });
    expect(await look()).toEqual({ days: 1, flags: 0 });
  });
});

describe('new accounts that log in at one address', () => {
  const logIn = async (count: number, address: string | ((index: number) => string), made = '2026-03-01T00:00:00Z') => {
    const ids = await Promise.all(Array.from({ length: count }, newStudent));
    await services
      .db('users')
      .whereIn('id', ids)
      .update({ createdAt: new Date(made) });
    const addressOf = typeof address === 'string' ? () => address : address;
    for (const [index, userId] of ids.entries())
      await buildSession(services.db, { userId, address: addressOf(index), createdAt: at('12:00:00') });
    return ids.toSorted();
  };

  test('are flagged in one case if they are many, and the address is not kept', async () => {
    const many = await logIn(SHARED.accounts, '203.0.113.7');
    await logIn(SHARED.accounts - 1, '203.0.113.8');
    await logIn(SHARED.accounts, '203.0.113.9', '2026-02-01T00:00:00Z');
    await logIn(SHARED.accounts, '');
    expect(await look()).toEqual({ days: 1, flags: SHARED.accounts });
    expect(await flags()).toEqual(
      many.map((userId) => ({
        ...{ kind: 'shared-address', userId, day: '2026-03-02', evidence: { accounts: SHARED.accounts } },
      })),
    );
    expect(JSON.stringify(await services.db('flags'))).not.toContain('203.0.113');
  });

  test('are at one if they are in one IPv6 network of 64 bits, however it is written', async () => {
    const many = await logIn(SHARED.accounts, (index) => `2001:db8:0${index % 2 ? '' : ':0'}::${index}`);
    await logIn(SHARED.accounts, (index) => `2001:db8:1:${index}::1`);
    await logIn(SHARED.accounts, (index) => `203.0.113.${index}`);
    // What is no address does not fail the look.
    await logIn(1, 'no: address');
    expect(await look()).toEqual({ days: 1, flags: SHARED.accounts });
    expect((await flags()).map(({ userId }) => userId)).toEqual(many);
  });
});

describe('a look', () => {
  const long = async (studyDay: string, userId?: string) => {
    const id = userId ?? (await newStudent());
    const { id: sessionId } = await buildStudySession(services.db, { userId: id });
    await buildStudyMinutes(services.db, { userId: id, sessionId, studyDay, minutes: LONG_DAY_MINUTES + 1 });
    return id;
  };
  const days = () => services.db('flags').orderBy('day').pluck('day');

  test('goes through every day since the last that was looked through, and flags the same done twice or at once', async () => {
    await look();
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) await long(day);
    const looks = await Promise.all([look('2026-03-06T01:00:00Z'), look('2026-03-06T01:00:00Z')]);
    expect(looks.reduce((sum, one) => sum + one.flags, 0)).toBe(3);
    expect(await days()).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
    await services.db('flag_days').delete();
    expect(await look('2026-03-06T01:00:00Z')).toEqual({ days: 1, flags: 0 });
    expect(await look('2026-03-06T09:00:00Z')).toEqual({ days: 0, flags: 0 });
  });

  test('flags nobody again for the same who was flagged a short time ago, open or closed', async () => {
    const userId = await long('2026-03-01');
    await look();
    const [{ caseId }] = await services.db('flags');
    await long('2026-03-02', userId);
    expect(await look('2026-03-04T01:00:00Z')).toEqual({ days: 1, flags: 0 });
    expect(await closeCase(deps(), { caseId, note: 'An exam' })).toBe(1);
    await long('2026-03-03', userId);
    expect(await look('2026-03-05T01:00:00Z')).toEqual({ days: 1, flags: 0 });
    await services.db('flags').update({ createdAt: new Date(0) });
    await long('2026-03-04', userId);
    expect(await look('2026-03-06T01:00:00Z')).toEqual({ days: 1, flags: 1 });
  });

  test('that is stopped begins the day again', async () => {
    for (let count = 0; count < 3; count += 1) await long('2026-03-01');
    const ended = new AbortController();
    const stopped = flagAnomalies(deps(), { report: () => ended.abort(new Error('over')), batch: 1 }, ended.signal);
    await expect(stopped).rejects.toThrow('over');
    expect(await days()).toHaveLength(1);
    expect(await look()).toEqual({ days: 1, flags: 2 });
  });
});

test('a case is closed once, with a note and lines of the audit log', async () => {
  const caseId = '00000000-0000-4000-8000-000000000000';
  await expect(closeCase(deps(), { caseId, note: 'x' })).rejects.toThrow(`There is no open case ${caseId}.`);
  const userId = await newStudent();
  await buildFlag(services.db, { userId, caseId });
  await closeCase(deps(), { caseId, note: 'An exam' });
  expect(await services.db('flags')).toMatchObject([{ note: 'An exam', closedAt: new Date('2026-03-03T01:00:00Z') }]);
  expect(await services.db('audit_log').where({ subjectId: userId })).toMatchObject([
    { action: 'flag.closed', actorKind: 'command', details: { caseId, kind: 'long-day' } },
  ]);
  await expect(closeCase(deps(), { caseId, note: 'y' })).rejects.toThrow('no open case');
});
