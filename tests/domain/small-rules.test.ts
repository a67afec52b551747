import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalizeEmail } from '../../domain/account/email.js';
import { FAILURES, Failure } from '../../domain/runs/failures.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import { QUEUES, siblingQueue, taskQueue } from '../../domain/runs/task-queues.js';
import { pageRanges, pagesOf } from '../../domain/text/page-ranges.js';
import { mergeSpans, withoutOverlap } from '../../domain/text/source-spans.js';

describe('pageRanges', () => {
  test('covers every page once, in order, in ranges of at most the size', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 50 }), (pageCount, size) => {
        const ranges = pageRanges(pageCount, size);
        expect(ranges.flatMap(pagesOf)).toEqual(Array.from({ length: pageCount }, (_, index) => index + 1));
        expect(ranges.every(({ from, to }) => to - from < size)).toBe(true);
      }),
    );
  });
});

test('spans without overlap lose what one before has, and nothing of another text', () => {
  const [page, other] = [1, 2].map((pageNo) => ({ materialId: 'm', pageNo }));
  const spans = [
    { ...page, start: 0, end: 10 },
    { ...page, start: 8, end: 20 },
    { ...other, start: 8, end: 20 },
    { ...page, start: 12, end: 20 },
  ] as { materialId: string; pageNo: number; start: number; end: number }[];
  expect(withoutOverlap(spans).map(({ pageNo, start, end }) => [pageNo, start, end])).toEqual([
    [1, 0, 10],
    [1, 10, 20],
    [2, 8, 20],
  ]);
});

describe('mergeSpans', () => {
  const span = fc.record({
    materialId: fc.constantFrom('m1', 'm2'),
    pageNo: fc.integer({ min: 1, max: 3 }),
    start: fc.nat(50),
    length: fc.integer({ min: 1, max: 20 }),
  });

  test('keeps exactly the characters covered, and no two results touch', () => {
    const covered = (spans: { materialId: string; pageNo: number; start: number; end: number }[]) =>
      new Set(
        spans.flatMap(({ materialId, pageNo, start, end }) =>
          Array.from({ length: end - start }, (_, index) => `${materialId}/${pageNo}/${start + index}`),
        ),
      );
    fc.assert(
      fc.property(fc.array(span), (drawn) => {
        const sourceText = 'x'.repeat(80);
        const given = drawn.map(({ length, ...rest }) => ({ ...rest, sourceText, end: rest.start + length }));
        const merged = mergeSpans(given);
        expect(covered(merged)).toEqual(covered(given));
        const total = merged.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(total).toBe(covered(given).size);
      }),
    );
  });

  test('joins neighbors with nothing but white space between them', () => {
    const page = { materialId: 'm', pageNo: 1, sourceText: 'One.  \n Two. Three.' };
    const given = [
      { ...page, start: 8, end: 12 },
      { ...page, start: 0, end: 4 },
      { ...page, start: 13, end: 15 },
      { ...page, start: 16, end: 19 },
    ];
    expect(mergeSpans(given)).toEqual([
      { ...page, start: 0, end: 15 },
      { ...page, start: 16, end: 19 },
    ]);
  });
});

describe('names', () => {
  test('workflow ids carry the row and the run', () => {
    expect(workflowIdOf('ingestMaterial', { id: 'a', runNo: 2 })).toBe('ingest:a:2');
    expect(workflowIdOf('answerQuestion', { id: 'b', runNo: 1 })).toBe('question:b:1');
  });

  test('sibling queues share the prefix', () => {
    for (const queue of QUEUES) expect(siblingQueue(taskQueue('x-', 'core'), queue)).toBe(`x-${queue}`);
  });

  test('addresses are compared without case and outer space', () => {
    expect(normalizeEmail(' Ann@Example.ORG ')).toBe('ann@example.org');
  });
});

describe('failures', () => {
  test('every type has a sentence that ends', () => {
    for (const { sentence } of Object.values(FAILURES)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('a failure says its sentence and nothing of its cause', () => {
    expect(new Failure('Corrupt', { cause: new Error('secret') }).message).toBe(FAILURES.Corrupt.sentence);
  });
});
