import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findJson } from '../../../clients/ai/lenient-json.js';

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const found = (text: string) => findJson(text, isObject)?.value;

describe('JSON in what a model wrote', () => {
  it.each<[string, string]>([
    ['alone', '{"a": [1, "x"]}'],
    ['between fences', '```json\n{"a": [1, "x"]}\n```'],
    ['after and before prose', 'Sure! Here [as asked] it is:\n{"a": [1, "x"]}\nI hope that {this} helps.'],
    ['after reasoning', '<think>Is it {"a": 2}? No.</think>\n{"a": [1, "x"]}'],
    ['after reasoning that the template began', 'Is it {"a": 2}? No.</think>{"a": [1, "x"]}'],
    ['with commas too many', '{"a": [1, "x",],}'],
    ['without its last brackets', '{"a": [1, "x"'],
    ['cut off in its next value', '{"a": [1, "x"], "b": "and the'],
    ['cut off in its next name', '{"a": [1, "x"], "bett'],
    ['cut off after its next name', '{"a": [1, "x"], "better"'],
    ['cut off before its next value', '{"a": [1, "x"], "better": '],
  ])('is read %s', (_how, text) => {
    expect(found(text)).toEqual({ a: [1, 'x'] });
  });

  it('may have line breaks, TeX, and quotation marks in its strings', () => {
    expect(found('{"a": "one\ntwo", "b": 1}')).toEqual({ a: 'one\ntwo', b: 1 });
    expect(found(String.raw`{"a": "\(\frac{1}{2} \times \alpha\)"}`)).toEqual({
      a: String.raw`\(\frac{1}{2} \times \alpha\)`,
    });
    expect(found('{"a": "He says "stop" to it", "b": 1}')).toEqual({ a: 'He says "stop" to it', b: 1 });
    expect(found(String.raw`{"a": "caf\u00e9 \"x\"\nNext\tone\\"}`)).toEqual({ a: 'café "x"\nNext\tone\\' });
  });

  it('may have TeX whose backslash stands before a capital letter', () => {
    const tex = String.raw`\Re(z), x \in \R, \Nu, \Tr A, \Big, \Font, \Ubar, \Uabcd, \bR, \fA`;
    expect(found(`{"a": "${tex}", "b": "\\u00E9\\nNext\\tTo"}`)).toEqual({ a: tex, b: 'é\nNext\tTo' });
  });

  it('loses what no table can hold', () => {
    expect(found(String.raw`{"a": "x\u0000y\ud800z"}`)).toEqual({ a: 'xy�z' });
  });

  it('is told from what only ends too early', () => {
    expect(findJson('{"a": 1}', isObject)?.isWhole).toBe(true);
    expect(findJson('{"a": [', isObject)).toEqual({ value: { a: [] }, isWhole: false });
  });

  it.each(['', 'No JSON.', '[1, 2', '{', '}{', '"', '{'.repeat(10_000)])('is nothing in %j', (text) => {
    expect(findJson(text, (value) => isObject(value) && Object.keys(value as object).length > 0)).toBeUndefined();
  });

  it('is what it was, whatever stands around it', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
    const plain = (value: unknown): boolean => !/\\u0000|\\ud[89a-f]|\\[bfnrt"]/i.test(JSON.stringify(value));
    const prose = fc.string().filter((text) => !/[{}[\]<>]/.test(text));
    fc.assert(
      fc.property(json.filter(plain), prose, prose, (value, before, after) => {
        const expected = JSON.parse(JSON.stringify(value));
        expect(findJson(`${before}${JSON.stringify(value)}${after}`, isObject)?.value).toEqual(expected);
      }),
    );
  });

  it('is found wherever the text ends, once something is complete', () => {
    const text = JSON.stringify({
      answer: [{ text: 'One, "two".', citations: [{ ref: 1, quote: 'a\nb' }] }],
      steps: [],
    });
    for (let end = 2; end <= text.length; end++) expect(isObject(found(text.slice(0, end)))).toBe(true);
  });
});
