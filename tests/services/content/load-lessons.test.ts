import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadContent, OWN_ORIGIN } from '../../../services/content/load-content.js';
import { texFaults } from '../../../stack/tex-faults.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'));
  await mkdir(join(folder, 'subjects'));
  await mkdir(join(folder, 'lessons', 'physics', 'figures'), { recursive: true });
  await write('subjects/physics.yaml', SUBJECT);
  await write('lessons/physics/figures/cart.svg', SVG);
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

const SUBJECT = `slug: physics
position: 1
name: Physics
description: What bodies do, and why they do it.
topics:
  - slug: motion
    name: Motion
    summary: Tell where a body is, and when it is there.
  - slug: forces
    name: Forces
    summary: Tell why a body changes its motion at all.
    prerequisites: [physics/motion]
`;
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A cart</title><rect width="9" height="9"/></svg>';
const FILLER = Array.from({ length: 300 }, (_, n) => `word${n}`).join(' ');
const LESSON = `---
topic: physics/forces
slug: newtons-laws
title: Newton's laws
minutes: 5
objectives:
  - Name the forces on a body
  - Draw them
keyPoints:
  - text: A body keeps its velocity.
    question: What does a body keep?
  - text: Force is mass times acceleration.
    question: What is force?
  - text: Forces come in pairs.
    question: How do forces come?
sources:
  - title: University Physics
    publisher: OpenStax
---

${FILLER}

![A cart](figures/cart.svg)

## Worked example

It costs \\$5, and $F = ma$.

## A common mistake

None.

## Questions to think about

1. Why?
2. How?
3. When?
`;

/** YAML that would be a list of a billion. */
const ALIASES = ['a0: &a0 [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]']
  .concat(Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`))
  .join('\n');

/** What is said of a lesson that differs in this. */
async function faultsOf(text: string | RegExp, other: string): Promise<string> {
  const changed = LESSON.replace(text, other);
  expect(changed).not.toBe(LESSON);
  await write('lessons/physics/forces.md', changed);
  const error = await loadContent(folder, 'test').catch((thrown: Error) => thrown);
  return error instanceof Error ? error.message : 'nothing';
}

describe('lessons', () => {
  test('are read with their figures', async () => {
    await write('lessons/physics/forces.md', LESSON.replaceAll('\n', '\r\n'));
    const { lessons } = await loadContent(folder, 'test');
    expect(lessons).toEqual([
      expect.objectContaining({
        ...{ topic: 'physics/forces', slug: 'newtons-laws', position: 1, minutes: 5 },
        figures: { 'figures/cart.svg': SVG },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
  });

  test('are another by their hash where anything is another, a figure too', async () => {
    const hash = async () => (await loadContent(folder, 'test')).lessons[0]?.hash;
    await write('lessons/physics/forces.md', LESSON);
    const first = await hash();
    expect(await hash()).toBe(first);
    await write('lessons/physics/figures/cart.svg', SVG.replace('cart', 'car'));
    expect(await hash()).not.toBe(first);
  });

  test('need not be there', async () => {
    await rm(join(folder, 'lessons'), { recursive: true });
    expect((await loadContent(folder, 'test')).lessons).toEqual([]);
  });

  test.each([
    ['no head', /^---\n/, '', 'it must begin with its head'],
    ['an unknown topic', 'physics/forces', 'physics/magic', 'there is no physics/magic'],
    ['a slug with digits', 'newtons-laws', 'law-2', 'slug: '],
    ['an unknown field', 'minutes: 5', 'minutes: 5\nauthor: me', 'Unrecognized key'],
    ['too few words', FILLER, 'Short.', 'words, and must have 300 to 900'],
    ['too many words', FILLER, FILLER.repeat(4).replaceAll('word0', ' word0'), 'words, and must have 300 to 900'],
    ['a section that is missing', '## A common mistake', '## Mistakes', 'no section "A common mistake"'],
    ['two questions', '3. When?', '', 'there are 2 questions'],
    ['a link', '\nNone.\n', '\nSee [it](https://example.org).\n', 'links to the web'],
    ['a figure that is not there', 'figures/cart.svg', 'figures/car.svg', 'figures/car.svg is not there'],
    ['a key point that is no sentence', 'Forces come in pairs.', 'pairs', 'must be a sentence'],
    ['raw HTML in a line', '\nNone.\n', '\nNone <img src=x onerror=alert(1)>.\n', 'raw HTML'],
    ['a block of HTML', '\nNone.\n', '\n<script>alert(1)</script>\n', 'raw HTML'],
    ['a link by a reference', '\nNone.\n', '\nSee [it][a].\n\n[a]: javascript:alert(1)\n', 'a link'],
    ['a link by itself', '\nNone.\n', '\nSee <javascript:alert(1)>.\n', 'a link'],
    ['a link to another figure', '\nNone.\n', '\nSee [it](figures/../../x).\n', 'a link'],
    ['a formula that leads away', '$F = ma$', '$\\href{javascript:alert(1)}{F}$', '\\href'],
    ['a figure out of its folder', 'figures/cart.svg', 'figures/../../../x.svg', 'must be a slug'],
    ['characters that nobody sees', '\nNone.\n', '\nNo\0ne.\n', 'control'],
    ['bytes that are no UTF-8', '\nNone.\n', '\nNo\ufffdne.\n', 'UTF-8'],
    ['such a title', "title: Newton's laws", 'title: "a\\0b"', 'title: '],
    ['aliases of aliases', 'minutes: 5', `minutes: 5\n${ALIASES}`, 'forces.md cannot be used'],
    ['a card that asks nothing', 'How do forces come?', 'Pairs', 'must be a question'],
  ])('with %s are refused', async (_what, text, other, fault) => {
    expect(await faultsOf(text, other)).toContain(fault);
  });

  test.each([
    ['a script', SVG.replace('<rect', '<script>1</script><rect')],
    ['a handler', SVG.replace('<rect', '<rect onload = "x"')],
    ['a link', SVG.replace('<rect', '<a href="x"/><rect')],
    ['something from outside', SVG.replace('<rect', '<rect fill="url(x)"')],
    [
      'a link that comes later',
      SVG.replace('<rect', '<a><set attributeName="href" to="javascript:alert(1)"/></a><rect'),
    ],
    ['HTML', SVG.replace('<rect', '<p><iframe srcdoc="&lt;b&gt;"></iframe></p><rect')],
    ['a script of a prefix', SVG.replace('<rect', '<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script><rect')],
    ['a type of document', `<!DOCTYPE svg [<!ATTLIST rect onload CDATA "alert(1)">]>${SVG}`],
    ['a style', SVG.replace('<rect', '<rect style="fill: \\75rl(//x)"')],
    ['raw text', SVG.replace('A cart', '<![CDATA[><b>]]>')],
    ['what is no XML', SVG.replace('</title>', '')],
    ['another root', SVG.replaceAll('svg xmlns', 'x:svg xmlns').replace('</svg>', '</x:svg>')],
    ['no title', SVG.replace('<title>A cart</title>', '')],
    ['no viewBox', SVG.replace('viewBox="0 0 9 9"', '')],
  ])('with a figure with %s are refused', async (_what, svg) => {
    await write('lessons/physics/forces.md', LESSON);
    await write('lessons/physics/figures/cart.svg', svg);
    await expect(loadContent(folder, 'test')).rejects.toThrow('figures/cart.svg');
  });
});

describe('prerequisites', () => {
  test('in a circle are refused', async () => {
    await write(
      'subjects/physics.yaml',
      SUBJECT.replace('at all.\n    pre', 'at all.\n    pre').replace(
        'there.\n',
        'there.\n    prerequisites: [physics/forces]\n',
      ),
    );
    await expect(loadContent(folder, 'test')).rejects.toThrow(
      'physics/motion stands on physics/forces stands on physics/motion',
    );
  });

  test('that are nowhere are refused in our own content', async () => {
    await write('subjects/physics.yaml', SUBJECT.replace('[physics/motion]', '[art/color]'));
    await expect(loadContent(folder, OWN_ORIGIN)).rejects.toThrow('there is no topic art/color');
    expect((await loadContent(folder, 'test')).subjects).toHaveLength(1);
  });
});

describe('formulas', () => {
  test.each([
    ['$F = ma$ and $$\\frac{1}{2}$$ cost \\$5', []],
    ['`$x` and\n```\n$y\n```', []],
    ['$\\frac{1}$', [expect.stringContaining('cannot be shown')]],
    ['$\\href{javascript:x}{y}$', [expect.stringContaining('has \\href')]],
    ['$$\\includegraphics{x}$$', [expect.stringContaining('has \\includegraphics')]],
    ['$\\nosuch$', [expect.stringContaining('cannot be shown')]],
    ['it costs $5', [expect.stringContaining('stands alone')]],
  ])('of %j the faults are %j', (text, faults) => expect(texFaults(text)).toEqual(faults));
});
