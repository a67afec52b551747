import { describe, expect, it } from '@jest/globals';
import { repeatsItself } from '../../../clients/ai/repetition.js';

describe('a text that repeats itself', () => {
  it.each([' ', '\n', 'the ', 'and then it is, ', '{"text": "Plants make sugar.", "citations": []}, ', '光合作用'])(
    'is told by its end: %j',
    (unit) => {
      expect(repeatsItself(`Plants make sugar. ${unit.repeat(700 / unit.length + 1)}`)).toBe(true);
      expect(repeatsItself(`${unit.repeat(700 / unit.length + 1)} but then it goes on.`)).toBe(false);
    },
  );

  it('is no list or table whose items differ', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `| row ${at} | ${at * 7} |`).join('\n');
    expect(repeatsItself(rows)).toBe(false);
    expect(repeatsItself('ha '.repeat(20))).toBe(false);
  });
});
