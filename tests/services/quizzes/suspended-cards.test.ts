import { beforeEach, describe, expect, test } from '@jest/globals';
import { ReviewCard } from '../../../db/models/review-card.js';
import { countDue } from '../../../db/queries/cards.js';
import { correctAllRetired } from '../../../services/quizzes/retirement/correct-retired.js';
import { retireQuestion } from '../../../services/quizzes/retirement/retire-question.js';
import { changeCard } from '../../../services/reviews/change-card.js';
import { exportCards } from '../../../services/reviews/export-cards.js';
import { listDue } from '../../../services/reviews/list-due.js';
import { review } from '../../../services/reviews/review.js';
import { RIGHT, times, useQuizzes, WRONG } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const NEVER = new AbortController().signal;
const bad = () => quizzes.questionIds[0] ?? '';
const retire = () => retireQuestion(quizzes.services, { questionId: bad(), reason: 'wrong-key', by: 'command' });
const correct = (signal = NEVER) => correctAllRetired(quizzes.services, { report: () => {} }, signal);
const cards = () => ReviewCard.query(db()).where({ userId: quizzes.userId }).orderBy('id');
const cardOf = async (questionId: string) => {
  const [card] = await cards().where({ originKey: `quiz-question:${questionId}` });
  if (!card) throw new Error('There is no such card');
  return card;
};
const dueIds = async () => (await listDue(quizzes.services, quizzes.userId)).cards.map(({ id }) => id);
const notices = () => db()('notices').where({ userId: quizzes.userId, kind: 'card-suspended' }).select('facts');

/** Hands in an attempt at three questions, of which the first two are answered wrong. */
const miss = async () =>
  quizzes.attempt(await quizzes.makeQuiz({}, quizzes.questionIds.slice(0, 3)), [WRONG, WRONG, RIGHT]);

beforeEach(async () => {
  // Those of tests before.
  await db()('quiz_questions').whereNotNull('retiredReason').update({ correctedAt: new Date() });
});

describe('a card that was made from a question that is retired', () => {
  test('is asked no more, and its student is told why', async () => {
    await miss();
    const [wrong, other] = [await cardOf(bad()), await cardOf(quizzes.questionIds[1] ?? '')];
    expect(await dueIds()).toEqual(expect.arrayContaining([wrong.id, other.id]));
    const { version } = await db()('user_stats').where({ userId: quizzes.userId }).first('version');
    await retire();
    expect(await correct()).toEqual({ questions: 1, scores: 1, xp: 0, cards: 1, failed: 0 });

    expect(await dueIds()).toEqual([other.id]);
    expect(await countDue(db(), quizzes.userId, '2026-01-01')).toMatchObject({ freshCount: 1 });
    expect(await cardOf(bad())).toMatchObject({ suspendedReason: 'wrong-key', origin: 'answer' });
    expect(await notices()).toEqual([{ facts: { cardId: wrong.id, reason: 'wrong-key' } }]);
    const after = await db()('user_stats').where({ userId: quizzes.userId }).first('version');
    expect(after.version).toBeGreaterThan(version);
    let exported = '';
    for await (const piece of await exportCards(quizzes.services, quizzes.userId)) exported += piece;
    expect([exported.includes(other.id), exported.includes(wrong.id)]).toEqual([true, false]);
  });

  test('cannot be reviewed, since it would teach what is wrong', async () => {
    await miss();
    await retire();
    await correct();
    const { id: cardId } = await cardOf(bad());
    const reviewing = review(quizzes.services, { caller: quizzes.caller, cardId, grade: 'good' });
    await expect(reviewing).rejects.toMatchObject({ type: 'card-suspended' });
    expect(await cardOf(bad())).toMatchObject({ reviews: 0 });
  });

  test('is asked again once its student has written it anew, and is theirs from then on', async () => {
    await miss();
    await retire();
    await correct();
    const { id } = await cardOf(bad());
    const content = { front: 'How is it?', back: 'Not so.', tags: [] };
    await changeCard(quizzes.services, { caller: quizzes.caller, cardId: id, content });
    expect(await cards().findById(id)).toMatchObject({
      ...{ ...content, suspendedReason: null, origin: 'student', originKey: null },
    });
    expect(await dueIds()).toContain(id);
    await db()('quiz_questions').where({ id: bad() }).update({ correctedAt: null });
    expect(await correct()).toMatchObject({ questions: 1, cards: 0 });
    expect(await dueIds()).toContain(id);
  });

  test('is suspended once, however often that is run, also at the same time', async () => {
    await miss();
    await retire();
    const passes = await Promise.all([correct(), correct(), correct()]);
    expect(passes.reduce((sum, { cards: some }) => sum + some, 0)).toBe(1);
    expect(await correct()).toEqual({ questions: 0, scores: 0, xp: 0, cards: 0, failed: 0 });
    expect(await notices()).toHaveLength(1);
  });

  test('waits for a student who is suspended', async () => {
    await miss();
    await retire();
    await db()('users').where({ id: quizzes.userId }).update({ status: 'suspended' });
    expect(await correct()).toMatchObject({ questions: 1, cards: 0 });
  });

  test('is not made by attempts that end later, whatever they answer', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz({}, quizzes.questionIds.slice(0, 3)));
    await retire();
    await quizzes.submit(id, times(3, WRONG));
    expect((await cards()).map(({ originKey }) => originKey)).not.toContain(`quiz-question:${bad()}`);
    expect(await cards()).toHaveLength(2);
  });
});

describe('making good what retired questions did', () => {
  test('goes on where it was broken off', async () => {
    await miss();
    await retire();
    const reason = new Error('over');
    await expect(correct(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await correct()).toMatchObject({ questions: 1, scores: 1, cards: 1 });
  });

  test('leaves a question that fails to the next pass', async () => {
    await miss();
    await retire();
    await db().raw(`ALTER TABLE review_cards ADD CONSTRAINT broken CHECK
      (suspended_reason IS NULL OR user_id <> '${quizzes.userId}')`);
    expect(await correct()).toMatchObject({ questions: 1, failed: 1, cards: 0 });
    await db().raw('ALTER TABLE review_cards DROP CONSTRAINT broken');
    expect(await correct()).toMatchObject({ questions: 1, failed: 0, cards: 1 });
  });
});
