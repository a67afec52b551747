import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Candidate, pickQuestions } from '../../../domain/quizzes/pick-questions.js';
import { QUESTION_KINDS } from '../../../domain/quizzes/question.js';

const candidate = (id: string, columns: Partial<Candidate> = {}): Candidate => ({
  ...{ id, kind: 'single-choice', section: 's', askedAt: null },
  ...columns,
});
const day = (at: number) => new Date(Date.UTC(2026, 2, at));

const anyCandidates = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...QUESTION_KINDS),
      section: fc.constantFrom('a', 'b', 'c'),
      askedAt: fc.option(fc.integer({ min: 1, max: 20 }).map(day)),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((one, at) => ({ ...one, id: `q${at}` })));

describe('the questions of a quiz', () => {
  test('are as many as were asked for, or all there are, each once, and the same for the same seed', () => {
    fc.assert(
      fc.property(anyCandidates, fc.integer({ min: 3, max: 30 }), fc.string(), (candidates, count, seed) => {
        const picked = pickQuestions(candidates, { count, seed });
        expect(picked).toHaveLength(Math.min(count, candidates.length));
        expect(new Set(picked).size).toBe(picked.length);
        expect(pickQuestions(candidates, { count, seed })).toEqual(picked);
      }),
    );
  });

  test('never leave out one that was asked longer ago than one they have', () => {
    fc.assert(
      fc.property(anyCandidates, fc.integer({ min: 3, max: 30 }), (candidates, count) => {
        const picked = new Set(pickQuestions(candidates, { count, seed: 's' }));
        const time = ({ askedAt }: Candidate) => askedAt?.getTime() ?? 0;
        const latest = Math.max(0, ...candidates.filter(({ id }) => picked.has(id)).map(time));
        for (const one of candidates) if (!picked.has(one.id)) expect(time(one)).toBeGreaterThanOrEqual(latest);
      }),
    );
  });

  test('are those that were never asked, then those asked longest ago', () => {
    const candidates = [
      candidate('late', { askedAt: day(9) }),
      candidate('early', { askedAt: day(2) }),
      candidate('new'),
      candidate('middle', { askedAt: day(5) }),
    ];
    expect(pickQuestions(candidates, { count: 3, seed: 's' })).toEqual(['new', 'early', 'middle']);
  });

  test('are spread over kinds and sections', () => {
    const candidates = (['single-choice', 'numeric', 'ordering'] as const).flatMap((kind) =>
      ['a', 'b', 'c'].map((section) => candidate(`${kind} ${section}`, { kind, section })),
    );
    for (const seed of ['1', '2', '3', '4', '5']) {
      const picked = pickQuestions(candidates, { count: 3, seed }).map((id) => id.split(' '));
      expect(new Set(picked.map(([kind]) => kind)).size).toBe(3);
      expect(new Set(picked.map(([, section]) => section)).size).toBe(3);
    }
  });

  test('are others with another seed', () => {
    const candidates = Array.from({ length: 20 }, (_, at) => candidate(`q${at}`));
    const [one, other] = ['one', 'other'].map((seed) => pickQuestions(candidates, { count: 5, seed }));
    expect(one).not.toEqual(other);
  });
});
