import { describe, expect, it } from '@jest/globals';
import { DRAFT_FORM, GENERAL_FORM, MAX_OUTPUT_TOKENS, REVISION_FORM } from '../../../clients/ai/answer-forms.js';
import { withoutBounds } from '../../../clients/ai/form-shapes.js';
import { QUESTIONS_FORM, SOLUTIONS_FORM } from '../../../clients/ai/question-forms.js';
import { readForm } from '../../../clients/ai/read-form.js';

const PART = { text: 'Three hearts.', citations: [{ ref: 1, quote: 'three hearts' }] };
const EMPTY = { answer: [], steps: [], keyPoints: [], followUps: [], confidence: 0.5, supported: null };
const draft = (value: unknown) => readForm(DRAFT_FORM, JSON.stringify(value))?.fields;
const citing = (...citations: unknown[]) => draft({ answer: [{ text: 'x', citations }] })?.answer[0]?.citations;

describe('a form as models fill it in', () => {
  it('has what was asked for', () => {
    const whole = { ...EMPTY, answer: [PART], followUps: ['Why?'], confidence: 0.9, supported: true };
    expect(draft(whole)).toEqual(whole);
  });

  it.each<[string, unknown]>([
    ['in a list of one', [{ answer: [PART] }]],
    ['as a list of its parts', [PART]],
    ['as a call of a tool', { name: 'answer', arguments: { answer: [PART] } }],
    ['as a call of a tool in a string', { name: 'answer', parameters: JSON.stringify({ answer: [PART] }) }],
    ['in itself', { answer: { answer: [PART], steps: [] } }],
    ['with one part in the place of the list', { answer: PART }],
    ['with one citation in the place of the list', { answer: [{ ...PART, citations: PART.citations[0] }] }],
  ])('is read %s', (_how, value) => {
    expect(draft(value)).toEqual({ ...EMPTY, answer: [PART] });
  });

  it('has sentences where a text stands in the place of the list', () => {
    expect(draft({ answer: 'One. Two!\nThree' })?.answer.map(({ text }) => text)).toEqual(['One.', 'Two!', 'Three']);
    expect(draft({ answer: ['One.', 2] })?.answer).toEqual([{ text: 'One.', citations: [] }]);
  });

  it('has citations however their passage is named', () => {
    const quote = 'three hearts';
    for (const ref of ['[1]', '1', 'passage 1', 'ref="1"']) expect(citing({ ref, quote })).toEqual([{ ref: 1, quote }]);
    expect(citing('[2] "three hearts"', '(3) three hearts')).toEqual([
      { ref: 2, quote },
      { ref: 3, quote },
    ]);
    expect(citing('three hearts')).toEqual([{ ref: 0, quote }]);
    expect(citing(4, { ref: 1 }, { ref: 1, quote: ' ' }, null, { ref: 1.5, quote })).toEqual([{ ref: 0, quote }]);
  });

  it('tells how sure the model is, in whatever unit, and yes or no in words', () => {
    const sure = (confidence: unknown) => draft({ answer: [], confidence })?.confidence;
    expect([0.85, '0.85', '85%', 85, 8.5].map(sure)).toEqual([0.85, 0.85, 0.85, 0.85, 0.85]);
    expect(['high', null, -1, undefined].map(sure)).toEqual([0.5, 0.5, 0.5, 0.5]);
    const says = (supported: unknown) => draft({ answer: [], supported })?.supported;
    expect(['Yes', 'false', 0, 'perhaps'].map(says)).toEqual([true, false, false, null]);
  });

  it('is cut to its bounds, whatever the server let through', () => {
    const long = { text: 'word '.repeat(1_000), citations: Array.from({ length: 30 }, () => PART.citations[0]) };
    const many = draft({ answer: Array.from({ length: 50 }, () => long), followUps: Array(9).fill('Why?') });
    expect(many?.answer).toHaveLength(8);
    expect(many?.answer[0]?.text).toHaveLength(319);
    expect(many?.answer[0]?.text.endsWith('word')).toBe(true);
    expect(many?.answer[0]?.citations).toHaveLength(2);
    expect(many?.followUps).toHaveLength(3);
    expect(citing({ ref: 1, quote: '😀'.repeat(400) })?.[0]?.quote).toBe('😀'.repeat(100));
  });

  it('may be plain texts, of any kind', () => {
    const general = (value: object) => readForm(GENERAL_FORM, JSON.stringify(value))?.fields;
    expect(general({ answer: ['One.', { text: 'Two.' }], steps: 'Look.' })).toMatchObject({
      answer: 'One. Two.',
      steps: ['Look.'],
    });
    expect(readForm(REVISION_FORM, JSON.stringify([PART]))?.fields).toEqual({ parts: [PART] });
  });

  it.each(['', '{}', '[]', '{"type": "object", "properties": {"answer": {"type": "array"}}}', 'It has three hearts.'])(
    'is not in %j',
    (text) => {
      expect(readForm(DRAFT_FORM, text)).toBeUndefined();
    },
  );

  it('is whole in what counts once its next field has begun', () => {
    const text = JSON.stringify({ answer: [PART, PART], steps: [PART] });
    const cutAt = (mark: string) => readForm(DRAFT_FORM, text.slice(0, text.indexOf(mark) + mark.length));
    expect(cutAt('hearts."')?.isFirstWhole).toBe(false);
    expect(cutAt('"steps":[{')).toMatchObject({ isFirstWhole: true, fields: { answer: [PART, PART] } });
  });
});

it('is read of a list alone where something can be made of its items, whatever these are called', () => {
  const question = { stem: 'Who lives on crabs?', kind: 'single-choice', right: ['the octopus'] };
  const read = (value: unknown) => readForm(QUESTIONS_FORM, JSON.stringify(value))?.fields.questions;
  for (const value of [[question], [{ questions: [question] }], { questions: question }])
    expect(read(value)).toMatchObject([question]);
  expect(read([question, question])).toHaveLength(2);
  for (const value of [[{ nothing: 1 }], ['a', 'b'], [[question], 1]]) expect(read(value)).toBeUndefined();
  const answers = [{ question: 1, answer: ['B'], outcome: 'answered' }];
  expect(readForm(SOLUTIONS_FORM, JSON.stringify(answers))?.fields).toEqual({ answers });
});

describe('the schema of a form', () => {
  it('has the text first and the flag last', () => {
    expect(Object.keys(DRAFT_FORM.schema.properties as object)).toEqual([
      ...['answer', 'steps', 'keyPoints', 'followUps', 'confidence', 'supported'],
    ]);
    expect(DRAFT_FORM.schema.required).toEqual(DRAFT_FORM.fields);
  });

  it('bounds every text and every list, well below what grammars of local servers can count to', () => {
    let seen = 0;
    const look = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, maxLength, maxItems } = schema as Record<string, unknown>;
      if (type === 'string' || type === 'array') {
        seen += 1;
        expect(type === 'string' ? maxLength : maxItems).toBeLessThan(2_000);
      }
      for (const inner of Object.values(schema)) look(inner);
    };
    look([DRAFT_FORM.schema, REVISION_FORM.schema]);
    expect(seen).toBeGreaterThan(10);
    expect(JSON.stringify(withoutBounds(DRAFT_FORM.schema))).not.toMatch(/maxLength|maxItems/);
  });

  it('holds the fullest draft within the limit of tokens, at three characters each', () => {
    const full = (schema: Record<string, unknown>): unknown => {
      if (schema.type === 'string') return 'x'.repeat(Number(schema.maxLength));
      if (schema.type === 'array') {
        const items = schema.items as Record<string, unknown>;
        return Array.from({ length: Number(schema.maxItems) }, () => full(items));
      }
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>);
      return schema.type === 'object' ? Object.fromEntries(properties.map(([name, one]) => [name, full(one)])) : 1;
    };
    expect(JSON.stringify(full(DRAFT_FORM.schema)).length / 3).toBeLessThan(MAX_OUTPUT_TOKENS * 1.1);
  });
});
