import { describe, expect, test } from '@jest/globals';
import { all, byWay, draft, EVENTS } from './draft-text.js';

describe('Questions for years and of events', () => {
  test('ask for a year among other years of the source, far enough from it', () => {
    const years = byWay(all(EVENTS), 'year');
    expect(years).toHaveLength(4);
    for (const question of years) {
      const { right, wrong } = question.kind === 'single-choice' ? question : { right: '', wrong: [] };
      expect(question.stem).not.toContain(right);
      expect(wrong.every((year) => Math.abs(Number(year) - Number(right)) >= 3)).toBe(true);
    }
  });

  test('put events in the order of their years, with every sentence as evidence', () => {
    const [question] = byWay(draft(EVENTS), 'events');
    const items = question?.kind === 'ordering' ? question.items : [];
    expect(items.map((item) => item.slice(0, 12))).toEqual([
      'Bartolomeu D',
      'Vasco da Gam',
      'A ship of Ma',
      'Willem Jansz',
    ]);
    expect(items.join()).not.toMatch(/\d{4}/);
    expect(question?.evidence.further).toHaveLength(3);
  });

  test('leave no comma where the year of an event stood', () => {
    const text = EVENTS.replace('In 1606 Willem Janszoon reached', 'Willem Janszoon reached in 1606, on a small ship,');
    const [question] = byWay(draft(text), 'events');
    expect(JSON.stringify(question)).toContain('Willem Janszoon reached on a small ship, the coast');
  });

  test('order no event whose year is of its subject alone', () => {
    const text = EVENTS.replace(
      /In 1606.*/,
      'The Battle of Kosovo in 1389 serves as a center of Serbian identity today.',
    );
    expect(JSON.stringify(byWay(all(text), 'events'))).not.toContain('Kosovo');
  });

  test('turn a statement by another year, and never by one that another sentence makes true', () => {
    const falsehoods = byWay(all(EVENTS), 'false');
    const truths = byWay(all(EVENTS), 'true');
    expect(falsehoods.length + truths.length).toBeGreaterThanOrEqual(3);
    for (const { stem } of truths) expect(EVENTS).toContain(stem.replace(/^On “Explorers”\. /, ''));
    for (const { stem } of falsehoods) expect(EVENTS).not.toContain(stem.replace(/^On “Explorers”\. /, ''));
  });

  test.each([
    ['a share', 'In 1522 a third of the people of Lisbon, or 34 percent, died of a fever from the sea.'],
    ['a denial', 'In 1522 no ship of Spain or of Portugal came to the harbor of the city of Lima.'],
  ])('turn no statement of %s by another year, which may be as true', (_, text) => {
    const drafts = all(`${EVENTS}\n${text}`);
    expect(byWay(drafts, 'false').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
    expect(byWay(drafts, 'true').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test.each([
    ['Near the towns of Lisbon, the tired sailors landed in 1522 with three ships of the king of Spain.'],
    ['In the year of the war, the lowest annual price was in 1522 as the ships of Spain came.'],
    ['In 1522 and 1523 the ships of Spain came to the harbor of the city of Lima with gold.'],
  ])('ask for no year that only what stands before or beside it tells', (text) => {
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test('ask for the year of a subject that its sentence tells', () => {
    const text = 'In 1522 the young sailors employed by the king of Spain came to the city of Lima with gold.';
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toHaveLength(1);
  });

  test.each([
    ['In 1522 the city of Lisbon had 50,000 sailors who were waiting for the ships of Spain.'],
    ['In 1522 there were 164 million people in Spain by the count of the king of France.'],
  ])('ask for no year in which there was a number of something', (text) => {
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test('ask for no year in which a share was counted, since each has one', () => {
    const text = 'In 1522 about 34 percent of the people of Lisbon were sailors on the ships of Spain.';
    expect(byWay(all(`${EVENTS}\n${text}`), 'year').filter(({ evidence }) => evidence.quote === text)).toEqual([]);
  });

  test.each([
    ['another names its owner', 'In Rome and in the rest of Italy the war’s end came in 1453 with a treaty.'],
    ['another names what ended', 'The strike finally ended in 1453 when the growers of Italy had to pay more.'],
    ['another names the place', 'In Dakota the efforts of settlers grew in 1453 after gold was discovered there.'],
    ['another names what rose', 'In 1453, however, it rose to half of the people of Venice and of Genoa.'],
    ['it may be any', 'In 1453 two new parties of farmers appeared and took part in the elections of the year.'],
    ['it goes on', 'Nevertheless Dandolo and all crusaders agreed and took the city of Zara in 1202.'],
    ['it is a quotation', 'Humility. —Andrew Ingersoll spoke of the Voyager spacecraft and of Jupiter in 1586.'],
  ])('ask for no year where %s', (_, text) => {
    expect(JSON.stringify(all(`${EVENTS}\n${text}`))).not.toContain(text.slice(-20));
  });
});
