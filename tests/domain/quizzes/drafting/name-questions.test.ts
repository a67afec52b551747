import { describe, expect, test } from '@jest/globals';
import { nameQuestions } from '../../../../domain/quizzes/drafting/name-questions.js';
import { readText } from './reading.js';

const CURIE = 'Marie Curie discovered polonium with her husband in a shed of Paris.';
const OTHERS = [
  'Vasco da Gama reached the coast of India after ten months at sea.',
  'Ada Lovelace wrote the first program for a machine of brass wheels.',
  'Jean-Luc Picard commanded a ship, and James T. Kirk another.',
  'Isaac Newton explained the motion of the planets by one law.',
];

const asked = (text: string, code = 'en') => {
  const source = readText(text, code);
  return nameQuestions(new Set(source.sentences), source);
};
const answersOf = (drafts: ReturnType<typeof asked>) =>
  drafts.map(({ question }) => question.kind === 'single-choice' && question.right);

describe('A question for a name', () => {
  test('has the name as its gap and three other persons of the source as wrong answers', () => {
    const [draft] = asked(`## Discoveries\n\n${[CURIE, ...OTHERS].join(' ')}`);
    const wrong = draft?.question.kind === 'single-choice' ? draft.question.wrong : [];
    expect(wrong.toSorted()).toEqual(['Ada Lovelace', 'Isaac Newton', 'Vasco da Gama']);
    expect(draft).toEqual({
      way: 'name',
      pageNo: 1,
      question: {
        kind: 'single-choice',
        difficulty: 'medium',
        stem: 'On “Discoveries”. Whose name belongs in the gap?\n____ discovered polonium with her husband in a shed of Paris.',
        right: 'Marie Curie',
        wrong,
        explanation: `The text says: “${CURIE}”`,
        evidence: { quote: CURIE },
      },
    });
  });

  test.each(['In Paris Marie Curie discovered polonium.', 'After Pierre Marie Curie discovered radium.'])(
    'has no word of grammar for a name: %s',
    (text) => {
      const answers = answersOf(asked([text, ...OTHERS, CURIE].join(' ')));
      expect(answers).toEqual(['Vasco da Gama', 'Ada Lovelace', 'Isaac Newton', 'Marie Curie']);
    },
  );

  test('is asked in Spanish, whose verbs have accents', () => {
    const told = [
      'Isaac Peral inventó un submarino con motor eléctrico en su taller de Cádiz.',
      'Severo Ochoa descubrió una enzima de las bacterias en su laboratorio del hospital.',
      'Juan de Garay fundó una ciudad de muchas calles junto al río más ancho.',
      'Miguel Servet describió la circulación de la sangre por los pulmones del cuerpo.',
    ];
    expect(answersOf(asked(told.join(' '), 'es'))).toHaveLength(4);
  });

  test('is asked of each person where four are told of, and of none where three are', () => {
    const all = [CURIE, ...OTHERS];
    expect(answersOf(asked(all.join(' ')))).toEqual(['Marie Curie', 'Vasco da Gama', 'Ada Lovelace', 'Isaac Newton']);
    expect(asked(all.slice(0, 4).join(' '))).toEqual([]);
  });

  test('has three wrong answers where there are more persons', () => {
    const drafts = asked([CURIE, ...OTHERS, 'Alan Turing proved what no machine may compute at all.'].join(' '));
    expect(drafts).toHaveLength(5);
    for (const { question } of drafts) {
      const wrong = question.kind === 'single-choice' ? question.wrong : [];
      expect(new Set(wrong).size).toBe(3);
    }
  });

  test('has its wrong answers in an order that the order of the source does not tell', () => {
    const wrongOf = (sentences: string[]) => {
      const [draft] = asked([CURIE, ...sentences].join(' '));
      return draft?.question.kind === 'single-choice' && draft.question.wrong;
    };
    const first = wrongOf(OTHERS);
    expect(wrongOf(OTHERS.toReversed())).toEqual(first);
  });

  test.each([
    ['names the person again', 'Marie Curie discovered polonium in Paris, where Curie had a small shed.', false],
    ['says too little', 'Marie Curie discovered it there in France.', false],
    ['says just enough', 'Marie Curie discovered it there in rural France.', true],
    ['begins otherwise', 'Later, Marie Curie discovered polonium with her husband in a shed of Paris.', false],
    ['has one name only', 'Curie discovered polonium with her husband in a shed of Paris.', false],
    ['does not say what the person did', 'Marie Curie liked the city of Paris with all of its sheds.', false],
    ['has a longer verb', 'Marie Curie useds the shed of Paris with all of its windows.', false],
    ['has a name with small words', 'Maria da Silva discovered polonium with her husband in a shed of Paris.', true],
    ['has a name of joined words', 'Marie Joliot-Curie discovered polonium with her husband in a shed of Paris.', true],
  ])('is none, or one, where the sentence %s', (_, sentence, isAsked) => {
    const answers = answersOf(asked([sentence, ...OTHERS].join(' ')));
    const name = sentence.slice(0, sentence.search(/ (?:discovered|liked|useds)/));
    expect(answers.includes(name)).toBe(isAsked);
  });

  test.each([
    ['has the same last name', 'Pierre Curie discovered piezoelectric crystals with his brother in Paris.', CURIE],
    ['stands in the sentence', OTHERS[3] ?? '', 'Marie Curie discovered polonium in Paris, as Newton had foretold.'],
  ])('has no wrong answer that %s', (_, other, sentence) => {
    const rest = OTHERS.filter((one) => one !== other && !one.startsWith('Jean'));
    const drafts = asked([sentence, other, ...rest].join(' '));
    const texts = drafts.filter(({ question }) => question.evidence.quote === sentence);
    for (const { question } of texts)
      expect(question.kind === 'single-choice' && question.wrong).not.toContain(other.split(' ').slice(0, 2).join(' '));
    expect(texts).toHaveLength(rest.length === 3 ? 1 : 0);
  });

  test('is asked of sentences that stand alone only', () => {
    const source = readText([CURIE, ...OTHERS].join(' '));
    expect(nameQuestions(new Set(), source)).toEqual([]);
    const drafts = nameQuestions(new Set(source.sentences.slice(1)), source);
    expect(answersOf(drafts)).toEqual(['Vasco da Gama', 'Ada Lovelace', 'Isaac Newton']);
  });

  test('is asked in French, and in German not at all', () => {
    const french = [
      'Marie Curie fonda un laboratoire pour la mesure du radium en Pologne.',
      'Denis Papin inventa une machine qui pompait les eaux par la vapeur chaude.',
      'Jean Perrin montra les mouvements des atomes dans une goutte de liquide.',
      'Louis Braille publia une écriture de points pour la lecture avec les doigts.',
    ].join(' ');
    expect(answersOf(asked(french, 'fr'))).toEqual(['Marie Curie', 'Denis Papin', 'Jean Perrin', 'Louis Braille']);
    const german = [
      'Marie Curie (Polen) fand mit ihrem Mann das Polonium in Paris.',
      'Denis Papin (Blois) baute für Kassel eine Pumpe mit heißem Dampf.',
      'Jean Perrin (Lille) zeigte die Bewegung der Atome in einem Tropfen.',
      'Louis Braille (Coupvray) schuf eine Schrift aus Punkten für die Finger.',
    ];
    expect(asked(german.join(' '), 'de')).toEqual([]);
  });
});
