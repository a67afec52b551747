import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { factsOf } from '../../domain/faults.js';
import { FAILURES } from '../../domain/runs/failures.js';

test('the facts of a fault are its words, its name, code and place, and its ids', () => {
  const error = Object.assign(new RangeError('beyond'), { code: '23505' });
  const facts = factsOf({ what: 'a fault', error, ids: { route: '/api/v1/materials/:id', attempt: 3 } });
  expect(facts).toMatchObject({ what: 'a fault', name: 'RangeError', code: '23505' });
  expect(facts.ids).toEqual({ route: '/api/v1/materials/:id', attempt: '3' });
  expect(facts.frames[0]?.file).toContain('faults.test');
});

test('whatever is thrown, no text with a space or an @ is a fact', () => {
  const text = fc.string({ minLength: 1 }).map((part) => `to ${part} at somebody@example.org`);
  const odd = fc.record({ name: text, message: text, code: text, stack: text, cause: text }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(odd, text, fc.constant(null)), text, (error, id) => {
      const { name, code = '', ids, frames } = factsOf({ what: '', error, ids: { requestId: id, type: id } });
      expect([name, code, ...Object.values(ids)].filter((fact) => /[@ ]/.test(fact))).toEqual([]);
      expect(frames).toEqual([]);
    }),
  );
});

test('every failure that tells to check or set something right is for operators', () => {
  const theirs = Object.entries(FAILURES).filter(([, kind]) => 'forOperators' in kind);
  expect(theirs.map(([type]) => type).sort()).toEqual([
    ...[
      'AiBadOutput',
      'AiMisconfigured',
      'AiRateLimited',
      'AiUnavailable',
      'AiUnreadable',
      'DatabaseUnavailable',
      'EngineUnavailable',
    ],
    ...['MailUnavailable', 'StorageMissing', 'StorageUnavailable', 'Unexpected'],
  ]);
});
