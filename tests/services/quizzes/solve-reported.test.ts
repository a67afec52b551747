import { beforeEach, describe, expect, test } from '@jest/globals';
import type { QuestionWriter } from '../../../clients/ai/question-writer.js';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { SecondSolve } from '../../../db/models/second-solve.js';
import type { Solved } from '../../../domain/quizzes/generation/blind.js';
import { optionsOf } from '../../../domain/quizzes/right-answer.js';
import { Failure } from '../../../domain/runs/failures.js';
import { unmetered } from '../../../domain/tutor/ai-spending.js';
import type { Payer } from '../../../services/ai/meter.js';
import { solveReported } from '../../../services/quizzes/retirement/solve-reported.js';
import { buildLesson, buildQuestionReport, buildQuizQuestion, buildStudent } from '../../support/factories/index.js';
import { useQuizzes } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const NEVER = new AbortController().signal;
/** Every order of two options that a solver saw, and who paid. */
let seen: string[][];
let payers: Payer[];

beforeEach(async () => {
  [seen, payers] = [[], []];
  for (const table of ['question_reports', 'second_solves', 'audit_log']) await db()(table).delete();
});

const BODY = '## Seen\n\nIt is so. Everybody has seen it.\n\n## Not seen\n\nIt may be otherwise.\n';

/** A question that rests on a section of a lesson, reported by so many. */
async function reported(reports: number, body = BODY): Promise<string> {
  const { topicId } = quizzes;
  const { id: lessonId } = await buildLesson(db(), { topicId, body });
  const { id } = await buildQuizQuestion(db(), { topicId, lessonId });
  await report(id, reports);
  return id;
}

async function report(questionId: string, reports: number): Promise<void> {
  for (let at = 0; at < reports; at += 1)
    await buildQuestionReport(db(), { userId: (await buildStudent(db())).id, questionId });
}

type Says = (letterOfKey: string, call: number) => Solved | null | Error;

/** A chat model that says of each question what a test wants. */
function solving(says: Says): QuestionWriter {
  return {
    ...{ name: 'openai', model: 'm', passages: { aCall: 5, aQuestion: 1 } },
    draft: async () => [],
    async solve(questions) {
      return questions.map(({ stem, form, passage }) => {
        expect([stem, passage]).toEqual(['How is it?', 'It is so. Everybody has seen it.']);
        const texts = optionsOf(form).map(({ text }) => text);
        seen.push(texts);
        const said = says('AB'.charAt(texts.indexOf('It is so.')), seen.length);
        if (said instanceof Error) throw said;
        return said;
      });
    },
  };
}

const other = (letter: string) => (letter === 'A' ? 'B' : 'A');
const RIGHT: Says = (key) => ({ answer: [key] });
const WRONG: Says = (key) => ({ answer: [other(key)] });
const solve = (writer: QuestionWriter, signal = NEVER) => {
  const meterOf = (payer: Payer) => {
    payers.push(payer);
    return unmetered;
  };
  const { services } = quizzes;
  const deps = { db: services.db, clock: services.clock, questionWriter: writer, meterOf };
  return solveReported(deps, { report: () => {} }, signal);
};
const read = (id: string) => QuizQuestion.query(db()).findById(id).throwIfNotFound();
const solves = (questionId: string) => SecondSolve.query(db()).where({ questionId }).orderBy('reports');

describe('a question that three students have reported', () => {
  test('is retired where no solve gives its key, with the verdicts in the audit log', async () => {
    const id = await reported(3);
    expect(await solve(solving(WRONG))).toEqual({ solved: 1, retired: 1, left: 0 });
    expect(await read(id)).toMatchObject({ retiredFor: 'quality', retiredReason: 'wrong-key' });
    const verdicts = ['disagree', 'disagree'];
    expect(await solves(id)).toMatchObject([{ reports: 3, verdicts, model: 'm' }]);
    expect(await db()('audit_log').select('action', 'actorKind', 'details')).toEqual([
      {
        ...{ action: 'question.retired', actorKind: 'system' },
        details: { questionId: id, reason: 'wrong-key', reports: 3, verdicts, model: 'm' },
      },
    ]);
  });

  test('is solved twice, in two orders, at the expense of no student', async () => {
    const id = await reported(3);
    await solve(solving(RIGHT));
    expect(seen).toHaveLength(2);
    expect(seen[0]).toEqual(seen[1]?.toReversed());
    expect(payers).toEqual([
      { userId: null, resourceId: id },
      { userId: null, resourceId: id },
    ]);
  });

  test('stands where one solve gives its key, until three more report it', async () => {
    const id = await reported(3);
    const once: Says = (key, call) => ({ answer: [call === 1 ? key : other(key)] });
    expect(await solve(solving(once))).toEqual({ solved: 1, retired: 0, left: 0 });
    expect(await solve(solving(WRONG))).toEqual({ solved: 0, retired: 0, left: 0 });
    await report(id, 2);
    expect(await solve(solving(WRONG))).toMatchObject({ solved: 0 });
    await report(id, 1);
    expect(await solve(solving(() => ({ none: 'ambiguous' })))).toEqual({ solved: 1, retired: 1, left: 0 });
    expect((await read(id)).retiredReason).toBe('ambiguous');
    expect((await solves(id)).map(({ reports, verdicts }) => [reports, ...verdicts])).toEqual([
      [3, 'match', 'disagree'],
      [6, 'ambiguous', 'ambiguous'],
    ]);
  });

  test('is retired once by two passes at the same time', async () => {
    const id = await reported(3);
    await Promise.all([solve(solving(WRONG)), solve(solving(WRONG))]);
    expect(await solves(id)).toHaveLength(1);
    expect(await db()('audit_log')).toHaveLength(1);
  });
});

describe('nothing happens', () => {
  test('with two reports, to one that is retired, and where no chat model is configured', async () => {
    await reported(2);
    const retired = await reported(3);
    await db()('quiz_questions').where({ id: retired }).update({ retiredAt: new Date(), retiredFor: 'removed' });
    expect(await solve(solving(WRONG))).toEqual({ solved: 0, retired: 0, left: 0 });
    await reported(3);
    expect(await solve({ ...solving(WRONG), solve: null })).toEqual({ solved: 0, retired: 0, left: 0 });
  });

  test('where the section is gone, or does not have the quote any more', async () => {
    await reported(3, '## Other\n\nIt is so.\n');
    await reported(3, '## Seen\n\nIt is otherwise.\n');
    expect(await solve(solving(WRONG))).toEqual({ solved: 0, retired: 0, left: 2 });
    expect(seen).toEqual([]);
  });

  test('where the model says nothing, or declines; the others are solved', async () => {
    for (let at = 0; at < 3; at += 1) await reported(3);
    const says: Says = (key, call) => {
      if (call === 1) return null;
      return call === 2 ? new Failure('AiRefused') : { answer: [other(key)] };
    };
    expect(await solve(solving(says))).toEqual({ solved: 1, retired: 1, left: 2 });
  });

  test('more, where the server is away or the budget spent: the next pass tries again', async () => {
    for (let at = 0; at < 3; at += 1) await reported(3);
    expect(await solve(solving(() => new Failure('AiBudgetExhausted')))).toEqual({ solved: 0, retired: 0, left: 1 });
    expect(seen).toHaveLength(1);
    expect(await solve(solving(RIGHT))).toEqual({ solved: 3, retired: 0, left: 0 });
  });

  test('where the pass is over', async () => {
    await reported(3);
    const reason = new Error('over');
    await expect(solve(solving(WRONG), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
