import { afterAll, describe, expect, it } from '@jest/globals';
import { citationsOf, expectLiteral, openOfflineAnswers } from './open-offline-answers.js';

const { encoder, answer } = openOfflineAnswers();
afterAll(() => encoder.close());

describe('offline answers from tables, notes and formulas', () => {
  it('keep formulas as they are, and take no price for one', async () => {
    const text = 'The speed of a falling zorblat is $v_t = \\frac{2h}{t}$, and one costs $5 *net*, or $7_a more.';
    const draft = await answer('What is the speed of a falling zorblat?', [{ ref: 1, text }]);
    const [shown] = draft.answer;
    expect(shown?.text).toContain('$v_t = \\frac{2h}{t}$');
    expect(shown?.text).toContain('\\*net\\*');
    expectLiteral(draft, [{ ref: 1, text }]);
  });

  it('show the text as it is, whatever Markdown makes of its signs', async () => {
    const text = 'The constant `k_B` of Boltzmann links <energy> with *temperature*.';
    const draft = await answer('What does the constant of Boltzmann link?', [{ ref: 1, text }]);
    expect(citationsOf(draft)).toEqual([{ ref: 1, quote: text }]);
    expect(draft.answer[0]?.text).toBe(
      'The constant \\`k\\_B\\` of Boltzmann links \\<energy> with \\*temperature\\*.',
    );
  });

  const METALS =
    'Metals\n\nMetal | Melting point | Discovered\nCopper | 1085 °C | prehistoric\nGallium | 29.8 °C | 1875';

  it('cite a row of a table with the heads of its columns, which alone are no evidence', async () => {
    const draft = await answer('What is the melting point of gallium?', [{ ref: 1, text: METALS }]);
    expect(draft.answer[0]).toEqual({
      text: 'Metal: Gallium; Melting point: 29.8 °C; Discovered: 1875',
      citations: [
        { ref: 1, quote: 'Gallium | 29.8 °C | 1875' },
        { ref: 1, quote: 'Metal | Melting point | Discovered' },
      ],
    });
  });

  it('tell the row of a table that began before its passage with the head of that', async () => {
    const passage = { ref: 1, text: '| Indium | 156.6 | 1863 |\n| Germanium | 938 | 1886 |' };
    const tableHead = '| Element | Melting point (°C) | Discovered |';
    const draft = await answer('When was germanium discovered?', [{ ...passage, tableHead }]);
    expect(draft.answer[0]?.text).toBe('Element: Germanium; Melting point (°C): 938; Discovered: 1886');
    expect(draft.answer[0]?.citations[0]).toEqual({ ref: 1, quote: '| Germanium | 938 | 1886 |' });
  });

  it('tell a row of a table whose head is marked, never the line of dashes', async () => {
    const text = 'Table 1: Elements\n\n| Element | 1863 |\n| --- | --- |\n| Indium | found |\n| Tin | known |';
    const draft = await answer('When was indium found?', [{ ref: 1, text }]);
    expect(draft.answer[0]?.text).toBe('Element: Indium; 1863: found');
    expect(citationsOf(draft).map(({ quote }) => quote)).not.toContainEqual(expect.stringContaining('---'));
    expectLiteral(draft, [{ ref: 1, text }]);
  });

  it('tell names apart that differ in a letter', async () => {
    const names = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const rows = names.map((letter, at) => `| Town${letter}aville | ${1100 + 7 * at} |`);
    const text = ['# Towns', '', '| Town | Founded |', '| --- | --- |', ...rows].join('\n');
    for (const at of [0, 20]) {
      const draft = await answer(`When was Town${names[at]}aville founded?`, [{ ref: 1, text }]);
      expect(draft.answer[0]?.text).toBe(`Town: Town${names[at]}aville; Founded: ${1100 + 7 * at}`);
    }
  });

  it('cite a line of notes between others', async () => {
    const text =
      '## Metals\n\nMelting point of copper: 1085 °C\nBoiling point of copper: 2562 °C\nDensity of copper: 8.96 g/cm3';
    const draft = await answer('What is the melting point of copper?', [{ ref: 1, text }]);
    expect(citationsOf(draft)[0]?.quote).toBe('Melting point of copper: 1085 °C');
  });

  it('cite notes without a verb, and never a heading', async () => {
    const text = 'Properties of Copper\n\n- Copper: melting point 1085 °C\n- Zinc: melting point 420 °C';
    const draft = await answer('What is the melting point of copper?', [{ ref: 1, text }]);
    expect(citationsOf(draft)[0]?.quote).toBe('Copper: melting point 1085 °C');
    expect(citationsOf(draft).some(({ quote }) => quote.includes('Properties'))).toBe(false);
  });
});
