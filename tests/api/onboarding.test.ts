import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../log.js';
import { onboard } from '../../services/account/onboard.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { callerOf, createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createToldStarter } from '../support/told-starter.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const post = (content: unknown, by = student) =>
  by.fetch('/onboarding', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof content === 'string' ? content : JSON.stringify(content),
  });
const answers = async (by = student) => body(await by.fetch('/onboarding'));
const rowsOf = async ({ id }: Student) => [
  await app.db('user_preferences').where({ userId: id }),
  await app.db('user_subjects').where({ userId: id }),
];

const NOTHING = {
  subjects: [],
  goals: [],
  ageBand: null,
  preferences: {
    dailyMinutes: null,
    days: [],
    style: null,
    examDate: null,
    dayStartsAt: 4,
    streakMails: false,
    leagues: true,
    desiredRetention: 0.9,
  },
  onboarded: false,
  personalWeightsSince: null,
};
const ALL = {
  subjects: ['physics', 'biology'],
  goals: ['Pass the entrance exam', '<b>médicine</b> & more'],
  ageBand: '16-or-older',
  preferences: {
    dailyMinutes: 45,
    days: [1, 3, 7],
    style: 'mixed',
    examDate: '2028-02-29',
    dayStartsAt: 2,
    streakMails: true,
    leagues: false,
    desiredRetention: 0.85,
  },
};

describe('answers', () => {
  test('are none at first, and given back as they were given, in the order of the student', async () => {
    expect(await answers()).toEqual(NOTHING);
    const response = await post(ALL);
    expect(response.status).toBe(200);
    expect(await body(response)).toEqual({ ...ALL, onboarded: true, personalWeightsSince: null });
    expect(await answers()).toEqual({ ...ALL, onboarded: true, personalWeightsSince: null });
  });

  test('can be given one by one, and each be changed later without the others', async () => {
    await post({ subjects: ALL.subjects });
    expect(await answers()).toEqual({ ...NOTHING, subjects: ALL.subjects });
    await post({ preferences: { dailyMinutes: 45, days: [7, 1, 3] } });
    await post({ goals: ALL.goals });
    await post({ ageBand: ALL.ageBand });
    await post({ preferences: { style: 'mixed', examDate: '2028-02-29' } });
    await post({ preferences: { dayStartsAt: 2 } });
    await post({ preferences: { streakMails: true } });
    await post({ preferences: { leagues: false } });
    await post({ preferences: { desiredRetention: 0.85 } });
    expect(await answers()).toEqual({ ...ALL, onboarded: true, personalWeightsSince: null });

    const changes: [object, object][] = [
      [{ subjects: ['history', 'physics', 'economics'] }, { subjects: ['history', 'physics', 'economics'] }],
      [{ goals: [] }, { goals: [] }],
      [{ preferences: { examDate: null } }, { preferences: { ...ALL.preferences, examDate: null } }],
      [
        { preferences: { style: 'reading' } },
        { preferences: { ...ALL.preferences, examDate: null, style: 'reading' } },
      ],
    ];
    let expected = { ...ALL, onboarded: true, personalWeightsSince: null };
    for (const [change, changed] of changes) {
      expected = { ...expected, ...changed };
      expect(await body(await post(change))).toEqual(expected);
    }
    expect(await answers()).toEqual(expected);
  });

  test('repeated change nothing', async () => {
    await post(ALL);
    const subjects = await app.db('user_subjects').where({ userId: student.id }).orderBy('position');
    expect(await body(await post(ALL))).toEqual({ ...ALL, onboarded: true, personalWeightsSince: null });
    const again = await app.db('user_subjects').where({ userId: student.id }).orderBy('position');
    expect(again.map(({ subjectId }) => subjectId)).toEqual(subjects.map(({ subjectId }) => subjectId));
  });

  test('of several requests at once are those of one of them, never halves of two', async () => {
    const variants = Array.from({ length: 8 }, (_, index) => ({
      subjects: index % 2 ? ['physics', 'biology', 'history'] : ['biology', 'physics'],
      goals: [`goal ${index}`],
      preferences: {
        dailyMinutes: 10 + index,
        days: [(index % 7) + 1],
        style: 'reading',
        desiredRetention: 0.8 + index / 100,
        examDate: `2030-01-0${index + 1}`,
        dayStartsAt: index % 7,
        streakMails: index % 2 === 0,
        leagues: index % 2 === 1,
      },
    }));
    const seen = await Promise.all(variants.flatMap((variant) => [post(variant), student.fetch('/onboarding')]));
    expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 200));
    const whole = [
      NOTHING,
      ...variants.map((variant) => ({ ...variant, ageBand: null, onboarded: true, personalWeightsSince: null })),
    ];
    for (const response of seen) expect(whole).toContainEqual(await body(response));
    expect(whole).toContainEqual(await answers());
  });

  test('of the hour at which days begin tell the study days from the next on', async () => {
    const rules = () => app.db('day_rules').where({ userId: student.id }).orderBy('startsAt');
    await post({ preferences: { dayStartsAt: 4 } });
    expect(await rules()).toEqual([]);
    await post({ preferences: { dayStartsAt: 0 } });
    await post({ goals: ['learn'] });
    const [until, then] = await rules();
    expect([until.dayStartsAt, then.dayStartsAt]).toEqual([4, 0]);
    expect(then.startsAt.toISOString().slice(10)).toBe('T04:00:00.000Z');
    await post({ preferences: { dayStartsAt: 4 } });
    expect(await rules()).toMatchObject([{ dayStartsAt: 4 }]);
  });

  test('are nobody else’s', async () => {
    const other = await createStudent(app);
    await post(ALL);
    expect(await answers(other)).toEqual(NOTHING);
    await post({ subjects: ['economics'], goals: ['mine'] }, other);
    expect(await answers()).toEqual({ ...ALL, onboarded: true, personalWeightsSince: null });
  });
});

describe('what is refused', () => {
  const withPreferences = (preferences: object) => ({ ...ALL, preferences: { ...ALL.preferences, ...preferences } });

  test.each([
    [
      'an unknown subject',
      { ...ALL, subjects: ['physics', 'alchemy', 'history', 'physic'] },
      ['/subjects/1', '/subjects/3'],
    ],
    ['a subject twice', { ...ALL, subjects: ['physics', 'history', 'physics'] }, ['/subjects/2']],
    ['SQL for a subject', { ...ALL, subjects: ["physics'; DROP TABLE subjects; --"] }, ['/subjects/0']],
    ['no subject', { ...ALL, subjects: [] }, ['/subjects']],
    ['eleven subjects', { ...ALL, subjects: Array.from({ length: 11 }, (_, index) => `s-${index}`) }, ['/subjects']],
    ['six goals', { ...ALL, goals: Array(6).fill('goal') }, ['/goals']],
    ['a goal that is too long', { ...ALL, goals: ['x'.repeat(201)] }, ['/goals/0']],
    ['a null byte', { ...ALL, goals: ['fine', 'a\0b'] }, ['/goals/1']],
    ['a goal that nobody can see', { ...ALL, goals: ['\u200b\u2060'] }, ['/goals/0']],
    ['too little time', withPreferences({ dailyMinutes: 4 }), ['/preferences/dailyMinutes']],
    ['too much time', withPreferences({ dailyMinutes: 601 }), ['/preferences/dailyMinutes']],
    ['minutes that are not whole', withPreferences({ dailyMinutes: 30.5 }), ['/preferences/dailyMinutes']],
    ['minutes as text', withPreferences({ dailyMinutes: '30' }), ['/preferences/dailyMinutes']],
    ['an eighth day', withPreferences({ days: [1, 8] }), ['/preferences/days/1']],
    ['a day twice', withPreferences({ days: [2, 5, 2] }), ['/preferences/days/2']],
    ['no day', withPreferences({ days: [] }), ['/preferences/days']],
    ['another style', withPreferences({ style: 'cramming' }), ['/preferences/style']],
    ['a day that is not in the calendar', withPreferences({ examDate: '2026-02-30' }), ['/preferences/examDate']],
    ['a leap day of another year', withPreferences({ examDate: '2026-02-29' }), ['/preferences/examDate']],
    ['a day before all years', withPreferences({ examDate: '0000-01-01' }), ['/preferences/examDate']],
    ['an instant for a day', withPreferences({ examDate: '2028-02-29T00:00:00Z' }), ['/preferences/examDate']],
    ['a day that starts too late', withPreferences({ dayStartsAt: 7 }), ['/preferences/dayStartsAt']],
    ['a day that starts before midnight', withPreferences({ dayStartsAt: -1 }), ['/preferences/dayStartsAt']],
    ['a day that starts at half past', withPreferences({ dayStartsAt: 4.5 }), ['/preferences/dayStartsAt']],
    ['unknown fields', { ...withPreferences({ mood: 'good' }), userId: 'x' }, ['/preferences/mood', '/userId']],
    ['no answer', {}, ['']],
    ['no preference', { preferences: {} }, ['/preferences']],
    ['lists for objects', { preferences: [] }, ['/preferences']],
    ['null for an answer', { subjects: null }, ['/subjects']],
  ])('%s, by its pointer, and nothing is written', async (_what, content, pointers) => {
    const response = await post(content);
    expect(response.status).toBe(422);
    const { errors } = await body(response);
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    expect(await rowsOf(student)).toEqual([[], []]);
  });

  test('a lone surrogate, and what is no JSON', async () => {
    expect((await post('{"goals":["\\ud800"]}')).status).toBe(400);
    expect((await post('{"goals":')).status).toBe(400);
    expect(await rowsOf(student)).toEqual([[], []]);
  });

  test('a wrong subject keeps all that was answered before', async () => {
    await post(ALL);
    expect((await post({ subjects: ['alchemy'], goals: ['gold'], preferences: { dailyMinutes: 600 } })).status).toBe(
      422,
    );
    expect(await answers()).toEqual({ ...ALL, onboarded: true, personalWeightsSince: null });
  });

  test('nobody', async () => {
    const address = `${app.api.url}/api/v1/onboarding`;
    expect((await checkedFetch(address)).status).toBe(401);
    expect((await checkedFetch(address, { method: 'POST', body: JSON.stringify(ALL) })).status).toBe(401);
  });

  test('who is being erased, also when it was asked for a moment ago', async () => {
    await app.db('users').where({ id: student.id }).update({ status: 'erasing' });
    expect((await post(ALL)).status).toBe(401);
    const late = onboard(
      { ...app, starter: createToldStarter(), log: createLog('silent', 'test') },
      { caller: callerOf(student), answers: { subjects: ['physics'], goals: ['stay'] } },
    );
    await expect(late).rejects.toMatchObject({ type: 'account-closed' });
    expect(await rowsOf(student)).toEqual([[], []]);
  });
});
