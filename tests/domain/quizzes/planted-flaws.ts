import type { Check, CheckContext } from '../../../domain/quizzes/checks/flaw.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';

/** The text that the planted questions rest on. */
export const SOURCE = `Bacteria have no nucleus. Their DNA, usually one ring, lies free in the cytoplasm of the cell.
Osmosis is the movement of water through a membrane. It costs the cell no energy.
The surface of a cube is six times the square of its side. A cube with a side of 10 cm has a surface of 600 cm².
In mitosis come first prophase, then metaphase, then anaphase and at last telophase.
Ribosomes build proteins. Mitochondria release energy from food. Chloroplasts store the energy of light in sugar.
Plant and animal cells both have a nucleus and mitochondria. Only plant cells have chloroplasts.
Ein Atom besteht aus einem Kern und einer Hülle. Der Kern enthält Protonen und Neutronen.
La photosynthèse transforme la lumière en énergie chimique dans les chloroplastes.
El corazón humano tiene cuatro cavidades: dos aurículas y dos ventrículos.
A car that needs 4 s for 100 m has a mean velocity of 25 m/s.`;

type Of<K extends DraftQuestion['kind']> = Extract<DraftQuestion, { kind: K }>;

const SINGLE: Of<'single-choice'> = {
  kind: 'single-choice',
  difficulty: 'easy',
  stem: 'Where is the DNA of a bacterium?',
  right: 'Free in the cytoplasm',
  wrong: ['Inside of a nucleus', 'Inside of mitochondria', 'Part of the cell wall'],
  explanation: 'Bacteria have no nucleus, so their DNA lies free in the cytoplasm.',
  evidence: { quote: 'Their DNA, usually one ring, lies free in the cytoplasm of the cell.' },
};
const MULTIPLE: Of<'multiple-choice'> = {
  kind: 'multiple-choice',
  difficulty: 'medium',
  stem: 'Which of these do plant and animal cells both have?',
  right: ['A nucleus', 'Mitochondria'],
  wrong: ['Chloroplasts', 'A rigid wall'],
  explanation: 'Both have a nucleus and mitochondria, while chloroplasts are in plants alone.',
  evidence: { quote: 'Plant and animal cells both have a nucleus and mitochondria.' },
};
const STATEMENT: Of<'true-false'> = {
  kind: 'true-false',
  difficulty: 'easy',
  stem: 'Osmosis costs the cell energy.',
  right: false,
  explanation: 'Water moves through the membrane by itself, so that the cell needs no energy for it.',
  evidence: { quote: 'Osmosis is the movement of water through a membrane. It costs the cell no energy.' },
};
const NUMERIC: Of<'numeric'> = {
  kind: 'numeric',
  difficulty: 'medium',
  stem: 'A cube has sides of 10 cm. How large is its surface?',
  value: 600,
  unit: 'cm^2',
  tolerance: { absolute: 0, relative: 0.01 },
  formula: '6 * side^2',
  values: { side: 10 },
  explanation: 'Each of its faces has 10 times 10, or 100 square centimeters, and the cube has 6 of them.',
  evidence: { quote: 'The surface of a cube is six times the square of its side.' },
};
const SHORT: Of<'short-text'> = {
  kind: 'short-text',
  difficulty: 'easy',
  stem: 'What is the movement of water through a membrane called?',
  accepted: ['osmosis'],
  explanation: 'Water that moves through a membrane is what this word is made for.',
  evidence: { quote: 'Osmosis is the movement of water through a membrane.' },
};
const ORDERING: Of<'ordering'> = {
  kind: 'ordering',
  difficulty: 'medium',
  stem: 'Put the phases of mitosis in their order, the earliest above.',
  items: ['Prophase', 'Metaphase', 'Anaphase', 'Telophase'],
  explanation: 'Chromosomes become visible, line up, separate, and get new nuclei around them.',
  evidence: { quote: 'In mitosis come first prophase, then metaphase, then anaphase and at last telophase.' },
};
const MATCHING: Of<'matching'> = {
  kind: 'matching',
  difficulty: 'easy',
  stem: 'Match each part of the cell with what it does.',
  pairs: [
    ['Ribosome', 'builds proteins'],
    ['Mitochondrion', 'releases energy from food'],
    ['Chloroplast', 'stores the energy of light'],
  ],
  explanation: 'Each of the parts has a task of its own, and the cell needs all of these tasks.',
  evidence: { quote: 'Ribosomes build proteins. Mitochondria release energy from food.' },
};

/** One of each kind, without a flaw. */
export const SOUND: readonly DraftQuestion[] = [SINGLE, MULTIPLE, STATEMENT, NUMERIC, SHORT, ORDERING, MATCHING];

/** A question with a flaw, and the check that has to find it. */
export interface Planted {
  name: string;
  check: Check;
  question: DraftQuestion;
  context?: Partial<CheckContext>;
}

const planted =
  (check: Check) =>
  (name: string, question: DraftQuestion, context: Partial<CheckContext> = {}): Planted => ({
    ...{ name, check, question, context },
  });
const [shape, right, distinct, catchAll, absolute, negation] = [
  planted('shape'),
  planted('right-answers'),
  planted('distinct-options'),
  planted('catch-all-options'),
  planted('absolute-words'),
  planted('unmarked-negation'),
];
const [told, grammar, length, places, numbers, numeric] = [
  planted('answer-in-stem'),
  planted('grammar-cue'),
  planted('key-length'),
  planted('explanation-places'),
  planted('explanation-numbers'),
  planted('numeric-key'),
];
const [tex, quote, truth, twin] = [planted('tex'), planted('quote'), planted('true-or-false'), planted('twin')];

const GERMAN: Of<'single-choice'> = {
  ...SINGLE,
  stem: 'Was enthält der Kern eines Atoms?',
  right: 'Protonen und Neutronen',
  wrong: ['Elektronen und Protonen', 'Moleküle und Ionen', 'Photonen und Elektronen'],
  explanation: 'Der Kern enthält Protonen und Neutronen, und die Elektronen sind in der Hülle.',
  evidence: { quote: 'Der Kern enthält Protonen und Neutronen.' },
};
const FRENCH: Of<'single-choice'> = {
  ...SINGLE,
  stem: 'Où la lumière est-elle transformée en énergie chimique ?',
  right: 'Dans les chloroplastes',
  wrong: ['Dans les mitochondries', 'Dans les ribosomes', 'Dans le noyau de la cellule'],
  explanation: 'La photosynthèse se passe dans les chloroplastes, et nulle part ailleurs dans la cellule.',
  evidence: { quote: 'La photosynthèse transforme la lumière en énergie chimique dans les chloroplastes.' },
};
const SPANISH: Of<'single-choice'> = {
  ...SINGLE,
  stem: '¿De qué partes consta el corazón de los seres humanos?',
  right: 'Dos aurículas y dos ventrículos',
  wrong: ['Tres aurículas y un ventrículo', 'Cuatro ventrículos', 'Una aurícula y tres ventrículos'],
  explanation: 'El corazón humano tiene dos aurículas y dos ventrículos, que son sus cavidades.',
  evidence: { quote: 'El corazón humano tiene cuatro cavidades: dos aurículas y dos ventrículos.' },
};

export const SOUND_ELSEWHERE: readonly DraftQuestion[] = [GERMAN, FRENCH, SPANISH];

export const PLANTED: readonly Planted[] = [
  shape('a stem that nobody reads to its end', { ...SINGLE, stem: `Where is it${' and where'.repeat(40)}?` }),
  shape('one wrong option', { ...SINGLE, wrong: ['Inside of a nucleus'] }),
  shape('five options for several', { ...MULTIPLE, right: ['A nucleus'], wrong: ['Chloroplasts'] }),
  shape('none is right', { ...MULTIPLE, right: [], wrong: ['One', 'Two', 'Three', 'Four'] }),
  shape('nothing is accepted', { ...SHORT, accepted: [] }),
  shape('two things in order', { ...ORDERING, items: ['Prophase', 'Metaphase'] }),
  shape('seven pairs', { ...MATCHING, pairs: [...'abcdefg'].map((a): [string, string] => [a, a + a]) }),
  shape('an option as long as a page', { ...SINGLE, wrong: ['Inside of it', 'x'.repeat(200), 'Part of it'] }),
  shape('no explanation', { ...STATEMENT, explanation: 'It is so.' }),
  shape('a quote of two words', { ...SHORT, evidence: { quote: 'Osmosis is' } }),
  shape('a tolerance that is no number', { ...NUMERIC, tolerance: { absolute: Number.NaN, relative: 0 } }),

  right('the key in capitals among the wrong', { ...SINGLE, wrong: ['FREE in the cytoplasm.', 'A nucleus', 'A wall'] }),
  right('a number that is the key in another form', {
    ...{ ...SINGLE, stem: 'How much is half of one?', right: '0.5', wrong: ['$\\frac{1}{2}$', '2', '0.05'] },
  }),
  right('a percentage that is the key', {
    ...{ ...SINGLE, stem: 'Which share is it?', right: '0.5', wrong: ['50 %', '5 %', '500 %'] },
  }),
  right('a sum that is the key', { ...SINGLE, stem: 'How many are it?', right: '4', wrong: ['2+2', '5', '6'] }),
  right('one kilometer in meters', {
    ...SINGLE,
    stem: 'How far is it?',
    right: '1 km',
    wrong: ['1000 m', '10 m', '5 m'],
  }),
  right('a right option among the wrong of several', { ...MULTIPLE, wrong: ['a nucleus', 'Chloroplasts'] }),

  distinct('two wrong options that differ in a period', {
    ...{ ...SINGLE, wrong: ['Inside of a nucleus', 'Inside of a nucleus.', 'Part of the cell wall'] },
  }),
  distinct('two wrong options that are one number', {
    ...{ ...SINGLE, stem: 'How many are it?', right: '7', wrong: ['4', '2 + 2', '5'] },
  }),
  distinct('two wrong lengths that are one', {
    ...{ ...SINGLE, stem: 'How long is it?', right: '7 cm', wrong: ['1 m', '100 cm', '5 m'] },
  }),
  distinct('a thing twice in an order', { ...ORDERING, items: ['Prophase', 'Metaphase', 'prophase'] }),
  distinct('a prompt twice', {
    ...{
      ...MATCHING,
      pairs: [
        ['Ribosome', 'builds'],
        ['ribosome', 'stores'],
        ['Nucleus', 'keeps'],
      ],
    },
  }),
  distinct('two pairs with one end', {
    ...{
      ...MATCHING,
      pairs: [
        ['Ribosome', 'builds it'],
        ['Nucleus', 'Builds it'],
        ['Wall', 'holds it'],
      ],
    },
  }),
  distinct('a variant that folds case', { ...SHORT, accepted: ['osmosis', 'Osmosis'] }),
  distinct('a hyphen for a space', { ...SINGLE, wrong: ['cell-wall part', 'cell wall part', 'Inside of a nucleus'] }),
  distinct('right ones twice', { ...MULTIPLE, right: ['A nucleus', 'a  nucleus'] }),

  catchAll('all of the above', { ...SINGLE, wrong: ['Inside of a nucleus', 'Part of the wall', 'All of the above'] }),
  catchAll('none of these as the key', { ...SINGLE, right: 'None of these' }),
  catchAll('both A and B', { ...SINGLE, wrong: ['Inside of a nucleus', 'Part of the wall', 'Both A and B'] }),
  catchAll('nothing but marks', { ...SINGLE, wrong: ['Inside of a nucleus', '...', 'Part of the wall'] }),
  catchAll('keine der genannten', { ...GERMAN, wrong: ['Elektronen', 'Ionen', 'Keine der genannten'] }),
  catchAll('toutes les réponses', { ...FRENCH, wrong: ['Dans le noyau', 'Dans un ribosome', 'Toutes les réponses'] }),
  catchAll('todas las anteriores', { ...SPANISH, wrong: ['Tres partes', 'Cinco partes', 'Todas las anteriores'] }),

  absolute('always in a wrong option', { ...SINGLE, wrong: ['Always in a nucleus', 'In a wall', 'In mitochondria'] }),
  absolute('only in a wrong option of several', { ...MULTIPLE, wrong: ['Only chloroplasts', 'A rigid wall'] }),
  absolute('immer', { ...GERMAN, wrong: ['Immer Elektronen', 'Moleküle und Ionen', 'Photonen und Ionen'] }),
  absolute('jamais', { ...FRENCH, wrong: ['Jamais dans la plante', 'Dans les ribosomes', 'Dans le noyau'] }),

  negation('not in small letters', { ...SINGLE, stem: 'Which of these is not where bacteria keep their DNA?' }),
  negation('except', { ...MULTIPLE, stem: 'Which of these have all cells except those of bacteria?' }),
  negation('nicht', { ...GERMAN, stem: 'Was ist nicht im Kern eines Atoms?' }),

  told('a long word leads to the key', { ...SINGLE, stem: 'What of its cytoplasm has the DNA of a bacterium?' }),
  told('in another form', { ...MULTIPLE, stem: 'Which of these have cells with a mitochondria and more?' }),
  told('the word that is to be written', { ...SHORT, stem: 'What is the movement of water by osmosis called?' }),
  told('the words that are to be written', {
    ...SHORT,
    stem: 'A law, the second, says what?',
    accepted: ['second law'],
  }),
  told('das Wort steht da', { ...GERMAN, stem: 'Welche Teilchen außer Neutronen hat der Kern eines Atoms?' }),

  grammar('an fits one', {
    ...{ ...SINGLE, stem: 'The smallest part of an element is an', right: 'atom', wrong: ['cell', 'molecule', 'drop'] },
  }),
  grammar('a fits one', {
    ...{ ...SINGLE, stem: 'It is a ____ that does it.', right: 'cell', wrong: ['atom', 'element', 'ion'] },
  }),
  grammar('are fits one', {
    ...{ ...SINGLE, stem: 'What build proteins in it are', right: 'ribosomes', wrong: ['nucleus', 'wall', 'membrane'] },
  }),

  length('the key says twice as much', {
    ...{ ...SINGLE, right: 'It lies free in the cytoplasm, mostly as one ring that is not enclosed in anything' },
  }),
  length('one of the right says much more', {
    ...{ ...MULTIPLE, right: ['A nucleus', 'Mitochondria, which release energy from the food that is eaten'] },
  }),

  places('a letter', { ...SINGLE, explanation: 'Option B is wrong, since bacteria have no nucleus at all.' }),
  places('a place', { ...SINGLE, explanation: 'The first option is right, since bacteria have no nucleus at all.' }),
  places('the last one', {
    ...MULTIPLE,
    explanation: 'The last one is wrong, since animals have no walls around cells.',
  }),
  places('Antwort C', {
    ...GERMAN,
    explanation: 'Antwort C ist falsch, weil Photonen nicht im Kern eines Atoms sind.',
  }),
  places('la primera respuesta', {
    ...{ ...SPANISH, explanation: 'La primera respuesta es falsa, porque el corazón humano no tiene tres aurículas.' },
  }),

  numbers('a number from nowhere', {
    ...SINGLE,
    explanation: 'Bacteria have no nucleus, and have lived for 3500 years so.',
  }),
  numbers('in a statement', {
    ...STATEMENT,
    explanation: 'Water moves through the membrane by itself, at 37 degrees Celsius.',
  }),
  numbers('in a calculation', {
    ...NUMERIC,
    explanation: 'Each of its faces has 144 square centimeters, and a cube has 6.',
  }),
  numbers('in an order', {
    ...ORDERING,
    explanation: 'Chromosomes become visible, line up and separate within 85 minutes.',
  }),

  numeric('a value that does not follow', { ...NUMERIC, value: 660 }),
  numeric('a value just beyond its tolerance', { ...NUMERIC, value: 607 }),
  numeric('a number that is nowhere', { ...NUMERIC, values: { side: 12 }, value: 864 }),
  numeric('a formula that runs code', { ...NUMERIC, formula: 'process.exit(side)' }),
  numeric('a name that is not there', { ...NUMERIC, formula: '6 * edge^2' }),
  numeric('a parenthesis too few', { ...NUMERIC, formula: '6 * (side^2' }),
  numeric('a division by nothing', { ...NUMERIC, formula: 'side / (side - side)' }),
  numeric('a value that nothing uses', { ...NUMERIC, formula: '600', values: { side: 10 } }),

  tex('a brace too few', { ...NUMERIC, stem: 'A cube has sides of $10\\,\\mathrm{cm$. How large is its surface?' }),
  tex('a dollar alone', { ...STATEMENT, stem: 'Osmosis costs the cell $5 of energy.' }),
  tex('a link', { ...SINGLE, wrong: ['$\\href{javascript:alert(1)}{x}$', 'Inside of a nucleus', 'Part of the wall'] }),
  tex('a picture', {
    ...SHORT,
    explanation: 'What it is like is shown by $\\includegraphics{https://x.example/p.png}$.',
  }),
  tex('left without right', { ...SINGLE, wrong: ['$\\left( x$', 'Inside of a nucleus', 'Part of the wall'] }),

  quote('a quote that is not there', { ...SINGLE, evidence: { quote: 'Their DNA, always one ring, lies free.' } }),
  quote('a quote of another text', SHORT, { source: 'There is nothing about it in this text, whoever reads it.' }),
  quote('a quote that says nothing', { ...SINGLE, evidence: { quote: 'a. b. c. d. e. f. g. h.' } }),

  truth('false, and the quote says it', { ...STATEMENT, stem: 'Osmosis is the movement of water through a membrane.' }),
  truth('true, with another number', {
    ...{ ...STATEMENT, right: true, stem: 'A cube with a side of 10 cm has a surface of 700 cm².' },
    evidence: { quote: 'A cube with a side of 10 cm has a surface of 600 cm².' },
  }),
  truth('true, and the quote denies it', {
    ...{ ...STATEMENT, right: true, stem: 'Bacteria have a nucleus.' },
    evidence: { quote: 'Bacteria have no nucleus.' },
  }),

  twin('the same again', SINGLE, { others: [{ ...SINGLE }] }),
  twin('the same in another order of words', SHORT, {
    others: [{ ...SHORT, stem: 'What is movement of the water through membranes called?' }],
  }),
  twin('another kind for the same', SHORT, {
    others: [{ ...SINGLE, stem: 'How is movement of water called that goes through a membrane?', right: 'Osmosis' }],
  }),
  twin('the same by meaning', STATEMENT, {
    others: [{ ...STATEMENT, stem: 'A cell has to spend energy so that water enters it.' }],
    similarity: () => 0.99,
  }),
];
