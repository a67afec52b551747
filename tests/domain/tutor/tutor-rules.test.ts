import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countTokens } from '../../../domain/text/tokens.js';
import { pickPassages } from '../../../domain/tutor/passages.js';
import { recentTurns, searchText } from '../../../domain/tutor/thread.js';
import { secondsLeftOfUtcDay, utcDay } from '../../../domain/utc-day.js';

describe('pickPassages', () => {
  const chunk = fc.record({ materialId: fc.constantFrom('m', 'n'), pageNo: fc.integer({ min: 1, max: 3 }) });

  test('keeps the order, the number of all and of each page, and takes as many as these allow', () => {
    fc.assert(
      fc.property(fc.array(chunk), fc.nat(8), fc.integer({ min: 1, max: 3 }), (drawn, max, perSource) => {
        const ranked = drawn.map((source, at) => ({ source, id: String(at), textHash: String(at) }));
        const picked = pickPassages(ranked, { max, perSource });
        const ids = picked.map(({ id }) => Number(id));
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        const pages = new Map<string, number>();
        for (const { materialId, pageNo } of drawn) {
          pages.set(`${materialId}${pageNo}`, (pages.get(`${materialId}${pageNo}`) ?? 0) + 1);
        }
        const allowed = [...pages.values()].reduce((sum, count) => sum + Math.min(count, perSource), 0);
        expect(picked).toHaveLength(Math.min(max, allowed));
      }),
    );
  });

  test('takes the same text of another material along, in nobody’s place, and not without end', () => {
    const place = (materialId: string, textHash: string) => ({
      id: `${materialId}${textHash}`,
      textHash,
      source: { materialId, pageNo: 1 },
    });
    const ranked = [
      place('m', 'a'),
      place('n', 'a'),
      place('m', 'b'),
      place('o', 'a'),
      place('p', 'a'),
      place('n', 'b'),
      place('m', 'c'),
    ];
    const picked = pickPassages(ranked, { max: 2, perSource: 3 });
    expect(picked.map(({ id }) => id)).toEqual(['ma', 'na', 'mb', 'oa', 'nb']);
  });
});

describe('a thread', () => {
  const turn = (question: string, answer = 'Yes. [1][2] Truly \\[3\\]. [3]') => ({ question, answer });

  test('lends its latest turns, as many as fit, without marks', () => {
    expect(recentTurns([turn('a?'), turn('b?')])).toEqual([
      { question: 'a?', answer: 'Yes. Truly \\[3\\].' },
      { question: 'b?', answer: 'Yes. Truly \\[3\\].' },
    ]);
    expect(recentTurns([turn('a?', 'Yes. [12] No.')])).toEqual([{ question: 'a?', answer: 'Yes. No.' }]);
    const [code] = recentTurns([turn('a?', 'Run: [1]\n\n```\nrun();\n```\n\n[2][3]\n\nDone. [1]')]);
    expect(code?.answer).toBe('Run:\n\n```\nrun();\n```\n\nDone.');
    const long = turn('word '.repeat(400), '');
    expect(recentTurns([long, long, long, long]).length).toBe(3);
    const [cut] = recentTurns([turn('a?'), turn('why?', 'word '.repeat(2_000))]);
    expect(cut?.question).toBe('why?');
    expect(countTokens(cut?.answer ?? '')).toBeGreaterThan(1_400);
  });

  test.each([
    [8, 'one two  three'],
    [7, 'one two'],
    [6, 'one'],
    [5, ''],
  ])('cuts its latest turn at %i tokens between words: %j', (max, answer) => {
    expect(recentTurns([turn('Why is it so?', 'one two  three')], max)).toEqual([
      { question: 'Why is it so?', answer },
    ]);
  });

  test('never gives more tokens than its bound', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), fc.nat(60), (drawn, max) => {
        const turns = recentTurns(
          drawn.map(([question, answer]) => ({ question, answer })),
          max,
        );
        const tokens = turns.reduce((sum, one) => sum + countTokens(one.question) + countTokens(one.answer), 0);
        expect(tokens).toBeLessThanOrEqual(max);
      }),
    );
  });

  test.each([
    ['Who discovered it?', 'What is radium? Who discovered it?'],
    ['And why?', 'What is radium? And why?'],
    ['How does oxygen arise?', 'How does oxygen arise?'],
    ['How does oxygen form?', 'What is radium? How does oxygen form?'],
    ['What is 光合作用?', 'What is radium? What is 光合作用?'],
    ['光合作用如何产生氧气？', '光合作用如何产生氧气？'],
    ['它是谁发现的？', 'What is radium? 它是谁发现的？'],
    ['为什么呢？请解释。', 'What is radium? 为什么呢？请解释。'],
    ['胃液に含まれる塩酸は何をしますか？', '胃液に含まれる塩酸は何をしますか？'],
    ['それはなぜ大切なのですか？', 'What is radium? それはなぜ大切なのですか？'],
    ['もっと詳しく説明してください。', 'What is radium? もっと詳しく説明してください。'],
    ['प्रकाश संश्लेषण कैसे होता है?', 'प्रकाश संश्लेषण कैसे होता है?'],
    ['उस प्रकाश का संश्लेषण कैसे होता है?', 'What is radium? उस प्रकाश का संश्लेषण कैसे होता है?'],
    ['और क्यों?', 'What is radium? और क्यों?'],
    ['इसके मुख्य प्रकार कौन से हैं?', 'What is radium? इसके मुख्य प्रकार कौन से हैं?'],
    ['এর প্রধান বৈশিষ্ট্য কী কী?', 'What is radium? এর প্রধান বৈশিষ্ট্য কী কী?'],
    ['前者和后者的区别是什么？', 'What is radium? 前者和后者的区别是什么？'],
    ['该过程的主要产物有哪些？', 'What is radium? 该过程的主要产物有哪些？'],
    ['优点和缺点分别是什么？', 'What is radium? 优点和缺点分别是什么？'],
    ['後者の主な特徴は何ですか', 'What is radium? 後者の主な特徴は何ですか'],
    ['土耳其的首都和人口是什么？', '土耳其的首都和人口是什么？'],
    ['きのこの胞子と菌糸の違いは？', 'きのこの胞子と菌糸の違いは？'],
    ['How does photosynthesis produce oxygen?', 'How does photosynthesis produce oxygen?'],
  ])('%s is searched as %s', (question, searched) => {
    expect(searchText(question, [turn('What is radium?')])).toBe(searched);
    expect(searchText(question, [])).toBe(question);
  });
});

test('a UTC day ends when the next begins', () => {
  expect(utcDay(new Date('2026-03-01T23:59:59.999Z'))).toBe('2026-03-01');
  expect(secondsLeftOfUtcDay(new Date('2026-03-01T23:59:59.999Z'))).toBe(1);
  expect(secondsLeftOfUtcDay(new Date('2026-03-01T00:00:00Z'))).toBe(86_400);
});
