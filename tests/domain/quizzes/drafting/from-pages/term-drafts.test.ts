import { describe, expect, test } from '@jest/globals';
import { all, byWay, draft, TERMS } from './draft-text.js';

describe('Questions for terms', () => {
  test('leave a gap for a term, among terms of the same kind that the source explains elsewhere', () => {
    const [question] = byWay(draft(TERMS), 'term');
    expect(question).toMatchObject({ kind: 'single-choice', evidence: { quote: expect.stringContaining('is the') } });
    expect(question?.stem).toMatch(/^On “The moving plates”\. Which term belongs in the gap\?\n____ is the /);
    const wrong = question?.kind === 'single-choice' ? [question.right, ...question.wrong] : [];
    expect(wrong.toSorted()).toEqual(['Convection', 'Magnetism', 'Radiation', 'Subduction']);
  });

  test('put no term that cannot be counted behind an article', () => {
    const text = TERMS.replace('Magnetism is the force', 'A magnet is the thing');
    for (const { stem } of byWay(all(text), 'false')) expect(stem).not.toMatch(/ A (?:Sub|Con|Rad)/);
  });

  test.each([
    ['some of them', 'Some stones with iron are members of a large group of stones known as ores.'],
    ['it at times', 'Stones of the north that hold copper and iron are sometimes called ores.'],
    ['several names', 'Bands of people who sell things are called companies, firms, houses, agencies, and trusts.'],
    ['one after others', 'A third skull of a man from the caves of southern Greece is known as Petra.'],
    ['a group of them', 'Iron and copper of the north belong to a wide class of substances called metals.'],
  ])('ask for no name that a sentence gives to %s', (_, text) => {
    expect(all(text)).toEqual([]);
  });

  test.each([
    ['has another', 'Many treaties ended the use of chemicals called chlorofluorocarbons, or CFCs, in the world.'],
    ['stands there in another form', 'The brain has two kinds of cells: glial cells (known as glia) and neurons.'],
    ['is of what was named before', 'The site also includes a large residence of the rulers known as Citadel.'],
    ['was spoken to', 'In Boston the family of Javier called the physician, who drove to the house at once.'],
    ['goes on', 'Milner pays for a search of the sky called Breakthrough: Listen, with large antennas.'],
  ])('ask for no name to be written that %s', (_, text) => {
    expect(all(text)).toEqual([]);
  });

  test('match no labels that only count', () => {
    const said = ['a task for all of the class', 'a list of the books to read', 'a form for the names of the pupils'];
    const list = (labels: string[]) => labels.map((label, at) => `- ${label}: ${said[at]}`).join('\n');
    expect(byWay(all(`## Lists\n\n${list(['Handout A', 'Handout B', 'Handout C'])}`), 'labels')).toEqual([]);
    expect(byWay(all(`## Lists\n\n${list(['Debate', 'Reader', 'Register'])}`), 'labels')).toHaveLength(1);
  });

  test('ask for no label that only counts', () => {
    const said = [
      'the chromosomes of the cell coil up and become visible under a good lens.',
      'the chromosomes of the cell line up in the middle, one by one, in a row.',
      'the sister chromatids separate and are drawn to opposite poles of the cell.',
    ];
    const list = (labels: string[]) => labels.map((label, at) => `${at + 1}. ${label}: ${said[at]}`).join('\n');
    expect(byWay(all(`## Division\n\n${list(['Prophase', 'Metaphase', 'Anaphase'])}`), 'term')).toHaveLength(3);
    expect(byWay(all(`## Division\n\n${list(['Claim 1', 'Point 2', 'Reply 3'])}`), 'term')).toEqual([]);
  });

  test('ask for no title of a book', () => {
    const books = ['Active Liberty: A View of the Courts', 'Injustices: The History of the Supreme Court'];
    const list = [...books, 'Governing: The Power of the States'].map((book) => `- ${book} of the Land.`).join('\n');
    expect(byWay(all(`## Courts\n\n${list}`), 'term')).toEqual([]);
  });

  test('ask for no term that is one example of many', () => {
    const text = TERMS.replace('Magnetism is the force', 'Magnetism is an example of a force');
    expect(byWay(all(TERMS), 'term').some(({ stem }) => stem.includes('needle'))).toBe(true);
    expect(byWay(all(text), 'term').some(({ stem }) => stem.includes('needle'))).toBe(false);
  });

  test.each([
    ['others are as well', 'Magnetism is a strong force and is not seen by anybody on the planet Earth today.'],
    ['praises it', 'Magnetism is an extremely important process in the whole of the planet Earth today.'],
    ['says how much alone', 'Magnetism is the most widely known but is not the strongest on the planet Earth.'],
  ])('ask for no term of which a sentence tells what %s', (_, text) => {
    const drafts = all(TERMS.replace(/^Magnetism.*$/m, text));
    expect(byWay(drafts, 'term').some(({ evidence }) => evidence.quote === text)).toBe(false);
  });

  test('have no persons among terms', () => {
    const person = 'Roberto is a student of the town who left the coast for the city. Friends of Roberto sell fish.';
    const drafts = all(TERMS.replace(/^Radiation.*$/m, person).replace(/ On clear days.*$/m, ''));
    expect(JSON.stringify(drafts)).not.toMatch(/"roberto"/i);
  });

  test('match the terms of a list with what it says of them', () => {
    const text = `## Glosario\n\n- Ayni: ayuda mutua entre familias\n- Chasqui: corredor que llevaba mensajes\n- Quipu: conjunto de cuerdas con nudos`;
    const [question] = byWay(draft(text, [], 'es'), 'labels');
    expect(question).toMatchObject({
      kind: 'matching',
      stem: 'Sobre «Glosario». Une cada término con lo que se dice de él.',
    });
  });
});
