import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { moodleXmlOf } from '../../../../domain/quizzes/export/moodle-xml.js';
import { comparedText, lineText, richText } from '../../../../domain/quizzes/export/texts.js';
import { hostileTexts, PLAIN, questionsOf } from './questions.js';

/** An element with what is in it. */
interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

function read(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0] as Node;
}

const all = (node: Node, name: string) => node.children.filter((child) => child.name === name);
const one = (node: Node, name: string) => all(node, name)[0] as Node;
/** What stands in its `<text>`. */
const textIn = (node: Node) => one(node, 'text').text;
const answersIn = (node: Node) => all(node, 'answer').map((each) => [each.attributes.fraction, textIn(each)]);

describe('moodleXmlOf', () => {
  test('writes a number with its unit', () => {
    expect(moodleXmlOf(questionsOf(PLAIN).slice(3, 4))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="numerical">
<name><text>cells</text></name>
<questiontext format="html"><text>What is it? (in °C)</text></questiontext>
<generalfeedback format="html"><text>Because so.</text></generalfeedback>
<defaultgrade>1</defaultgrade>
<penalty>0</penalty>
<answer fraction="100" format="plain_text"><text>0.00000000000000000015</text><tolerance>0.000000000000000000015</tolerance></answer>
<units><unit><multiplier>1</multiplier><unit_name>°C</unit_name></unit></units>
<unitgradingtype>2</unitgradingtype>
<unitpenalty>1</unitpenalty>
<showunits>0</showunits>
<unitsleft>0</unitsleft>
</question>
</quiz>
`);
  });

  test('takes a share with its sign or without, as the product does', () => {
    const [, , , asked] = questionsOf(PLAIN);
    if (asked?.key.kind !== 'numeric') throw new Error('no number');
    const xml = moodleXmlOf([{ ...asked, key: { ...asked.key, unit: '%' } }]);
    expect(xml).toContain('<unit_name>%</unit_name></unit></units>\n<unitgradingtype>0</unitgradingtype>\n');
  });

  test('says in a comment what it has no kind for, and nothing before what it has', () => {
    const xml = moodleXmlOf(questionsOf(PLAIN));
    expect(xml).toMatch(/<!-- An order: [^-]+-->\n<question type="matching">/);
    expect(xml.match(/<!--/g)).toHaveLength(1);
  });

  test.each([
    [
      'a choice',
      0,
      `<single>true</single>
<shuffleanswers>true</shuffleanswers>
<answernumbering>none</answernumbering>
<answer fraction="0" format="html"><text>cells</text></answer>
<answer fraction="100" format="html"><text>What is it?</text></answer>
<answer fraction="0" format="html"><text>Because so.</text></answer>
<answer fraction="0" format="html"><text>osmosis</text></answer>`,
    ],
    [
      'a statement',
      2,
      `<answer fraction="0" format="plain_text"><text>true</text></answer>
<answer fraction="100" format="plain_text"><text>false</text></answer>`,
    ],
    [
      'an answer to be written, whatever its case',
      5,
      `<usecase>0</usecase>
<answer fraction="100" format="plain_text"><text>osmosis</text></answer>
<answer fraction="100" format="plain_text"><text>What is it?</text></answer>`,
    ],
    [
      'pairs',
      7,
      `<shuffleanswers>true</shuffleanswers>
<subquestion format="html"><text>osmosis</text><answer><text>What is it?</text></answer></subquestion>
<subquestion format="html"><text>What is it?</text><answer><text>osmosis</text></answer></subquestion>
<subquestion format="html"><text>Because so.</text><answer><text>cells</text></answer></subquestion>
<subquestion format="html"><text></text><answer><text>Because so.</text></answer></subquestion>`,
    ],
  ])('writes %s', (_what, at, parts) => {
    const [, written] = moodleXmlOf(questionsOf(PLAIN).slice(at, at + 1)).split('<penalty>0</penalty>\n');
    expect(written).toBe(`${parts}\n</question>\n</quiz>\n`);
  });

  test('writes one question right after the other', () => {
    const [one] = questionsOf(PLAIN);
    expect(moodleXmlOf(one ? [one, one] : [])).toContain('</question>\n<question type="multichoice">');
  });

  test('is read back as it was, whatever signs its texts have', () => {
    fc.assert(
      fc.property(hostileTexts, (texts) => {
        const [name, stem, explanation, more] = texts;
        const questions = read(moodleXmlOf(questionsOf(texts))).children;
        expect(questions.map(({ attributes }) => attributes.type)).toEqual([
          'multichoice',
          'multichoice',
          'truefalse',
          'numerical',
          'numerical',
          'shortanswer',
          'matching',
          'matching',
        ]);
        for (const question of questions) {
          expect(textIn(one(question, 'name'))).toBe(lineText(name));
          expect(textIn(one(question, 'questiontext')).replace(' (in °C)', '')).toBe(richText(stem));
          expect(textIn(one(question, 'generalfeedback'))).toBe(richText(explanation));
        }
        const [single, multiple, isTrue, , bare, short, order, pairs] = questions as [
          Node,
          Node,
          Node,
          Node,
          Node,
          Node,
          Node,
          Node,
        ];
        const rich = texts.map((text) => richText(text));
        expect(one(single, 'single').text).toBe('true');
        expect(answersIn(single)).toEqual(['0', '100', '0', '0'].map((share, at) => [share, rich[at]]));
        expect(one(multiple, 'single').text).toBe('false');
        expect(answersIn(multiple)).toEqual(
          ['33.33333', '-33.33333', '33.33333', '33.33333'].map((share, at) => [share, rich[at]]),
        );
        expect(answersIn(isTrue)).toEqual([
          ['0', 'true'],
          ['100', 'false'],
        ]);
        expect(answersIn(bare)).toEqual([['100', '-2']]);
        expect(answersIn(short)).toEqual([more, stem].map((text) => ['100', comparedText(text)]));
        const pairsIn = (node: Node) =>
          all(node, 'subquestion').map((each) => [textIn(each), textIn(one(each, 'answer'))]);
        expect(pairsIn(order)).toEqual(texts.toReversed().map((text, at) => [String(at + 1), lineText(text)]));
        expect(pairsIn(pairs)).toEqual([
          [richText(more), lineText(stem)],
          [richText(stem), lineText(more)],
          [richText(explanation), lineText(name)],
          ['', lineText(explanation)],
        ]);
      }),
    );
  });
});
