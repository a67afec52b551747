import { describe, expect, test } from '@jest/globals';
import {
  FAILURES,
  Failure,
  type FailureKind,
  type FailureType,
  failureSentence,
} from '../../../domain/runs/failures.js';

const TYPES = Object.keys(FAILURES) as FailureType[];
const kindOf = (type: FailureType): FailureKind => FAILURES[type];

/** What trying again can help against; all others are final. */
const PASSING: FailureType[] = [
  'AiUnavailable',
  'AiRateLimited',
  'AiBadOutput',
  'MailUnavailable',
  'EngineUnavailable',
  'DatabaseUnavailable',
  'StorageUnavailable',
  'WorkflowEnded',
  'Unexpected',
];

describe('the table of failures', () => {
  test('says which may pass by themselves', () => {
    expect(TYPES.filter((type) => kindOf(type).retryable).sort()).toEqual(PASSING.toSorted());
  });

  test('bounds the tries of what costs each time, and of nothing else', () => {
    const bounded = TYPES.flatMap((type) => (kindOf(type).mostAttempts ? [[type, kindOf(type).mostAttempts]] : []));
    expect(bounded).toEqual([['AiBadOutput', 5]]);
  });

  test.each(TYPES)('says of %s what support can do, in a sentence of its own', (type) => {
    const { sentence } = kindOf(type);
    expect(sentence).toMatch(/^[A-Z].{40,}\.$/);
    expect(TYPES.filter((other) => kindOf(other).sentence === sentence)).toEqual([type]);
  });

  test.each(TYPES)('has for %s one sentence more while an activity is tried again, and only then', (type) => {
    const { retryable, sentence, whileTried } = kindOf(type);
    // No activity fails with this one.
    expect(whileTried !== undefined).toBe(retryable && type !== 'WorkflowEnded');
    expect(failureSentence(type, { isTried: false })).toBe(sentence);
    if (whileTried === undefined) return;
    expect(whileTried).toMatch(/^[A-Z].{40,}\.$/);
    expect(sentence).not.toBe(whileTried);
    expect(sentence).not.toContain('tried again');
    expect(failureSentence(type, { isTried: true })).toBe(whileTried);
  });
});

describe('a failure', () => {
  test('says its sentence and nothing of its cause', () => {
    const cause = new Error('a secret');
    const failure = new Failure('Corrupt', { cause });
    expect(failure).toMatchObject({ type: 'Corrupt', name: 'Failure', message: FAILURES.Corrupt.sentence, cause });
  });

  test('says how long to wait, and what may be billed, only where it is known', () => {
    expect(new Failure('AiUnavailable')).toMatchObject({ retryAfterMs: undefined, mayBeBilled: false });
    expect(new Failure('AiUnavailable', { retryAfterMs: 5, mayBeBilled: true })).toMatchObject({
      retryAfterMs: 5,
      mayBeBilled: true,
    });
  });
});
