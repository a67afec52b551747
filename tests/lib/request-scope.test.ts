import { describe, expect, test } from '@jest/globals';
import { currentRequest, inRequest } from '../../lib/request-scope.js';
import { countStatement } from '../../lib/statement-tally.js';

const now = () => performance.now();

describe('the scope of a request', () => {
  test('is there for all that the request leads to, and for nothing else', async () => {
    const seen = await inRequest('one', async () => {
      await new Promise(setImmediate);
      return currentRequest();
    });
    expect(seen).toEqual({ requestId: 'one', runs: [], statements: { sent: 0, slow: [] } });
    expect(currentRequest()).toBeUndefined();
  });

  test('is another one for each request', async () => {
    const scopeOf = (id: string) =>
      inRequest(id, async () => {
        await new Promise(setImmediate);
        currentRequest()?.runs.push({ workflowId: id });
        return currentRequest();
      });
    const scopes = await Promise.all(['one', 'two'].map(scopeOf));
    expect(scopes).toMatchObject([
      { requestId: 'one', runs: [{ workflowId: 'one' }] },
      { requestId: 'two', runs: [{ workflowId: 'two' }] },
    ]);
  });
});

describe('statements', () => {
  const tallyOf = (work: () => void) =>
    inRequest('one', () => {
      work();
      return currentRequest()?.statements;
    });

  test('of a request are counted, and none that is of no request', () => {
    expect(() => countStatement('SELECT 1', now())).not.toThrow();
    const tally = tallyOf(() => {
      for (const _ of [1, 2]) countStatement('SELECT 1', now());
    });
    expect(tally).toEqual({ sent: 2, slow: [] });
  });

  test('that took 0.2 s or more are told with their whole milliseconds, the first twenty of them', () => {
    const began = now() - 1_234.6;
    const tally = tallyOf(() => {
      countStatement('quick', now() - 100);
      for (let at = 0; at < 22; at += 1) countStatement(`slow ${at}`, began);
    });
    expect(tally?.sent).toBe(23);
    expect(tally?.slow.map(({ sql }) => sql)).toEqual(Array.from({ length: 20 }, (_, at) => `slow ${at}`));
    for (const { ms } of tally?.slow ?? []) {
      expect(Number.isInteger(ms)).toBe(true);
      expect(ms).toBeGreaterThanOrEqual(1_234);
      expect(ms).toBeLessThan(60_000);
    }
  });
});
