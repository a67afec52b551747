import { describe, expect, test } from '@jest/globals';
import { isFollowUp } from '../../../domain/tutor/follow-up.js';

/** By language, though none is told. */
const FOLLOW_UPS: Record<string, string[]> = {
  en: [
    'What Are Its Applications In Modern Medicine?',
    'Tell me more:\n- Its chemical compounds react how?',
    "What's the typical application?",

    'Who discovered it?',
    'EXPLAIN HOW THIS ELEMENT DECAYS',
    'So why is THAT important for modern chemistry research?',
    'Radium decays. Its radiation harms whom?',
    'Hi\nThis element decays how exactly over several centuries?',
    'Explain this question using thermodynamics principles',
    'Why did she quit physics research after Pierre died?',
    'What are the main advantages and disadvantages?',
    'What are the causes?',
  ],
  de: [
    'Welche Rolle spielt es im menschlichen Körper?',

    'Warum benutzte Pierre ihn später?',
    'Was sind die wichtigsten Vorteile und Nachteile?',
    'Was sind seine wichtigsten chemischen Verbindungen?',
    'Welche konkreten Beispiele sind dafür bekannt?',
  ],
  fr: [
    "À quoi sert-il dans l'industrie chimique ?",
    "Dans quels domaines est-il utilisé aujourd'hui ?",
    "Pourquoi n'est-il pas soluble dans l'alcool pur ?",
    "Comment l'a-t-il découvert précisément ?",
    'Quel est son numéro atomique exact ?',
    "C'est quoi les avantages et inconvénients ?",
    'Comment se forme-t-elle dans la nature profonde ?',

    'Pourquoi est-ce utile aujourd’hui ?',
    'Pourquoi cette découverte est-elle importante ?',
    'Quels sont les principaux avantages et inconvénients ?',
    'Quand a-t-elle découvert le polonium exactement ?',
    'Quelles sont ses propriétés chimiques connues ?',
  ],
  es: [
    '¿Cómo funciona eso exactamente durante tormentas?',
    '¿Cuáles son las causas de esta enfermedad crónica?',

    '¿Cuándo lograron guardarla correctamente?',
    '¿Cuáles son las principales ventajas y desventajas?',
    '¿Cuáles son sus propiedades químicas?',
    '¿Para qué sirve esa quema controlada exactamente?',
  ],
  pt: [
    'Como ela funciona exatamente?',
    'Quem descobriu esta técnica médica?',

    'Onde podemos encontrar exemplos disso?',
    'Quais são as principais vantagens e desvantagens?',
    'Explique esta questão e essa solução usando exemplos práticos',
  ],
  ru: [
    'Какие свойства изучала она позже?',
    'Когда впервые получили ее соединения?',
    'Как применяют этот элемент сегодня?',
    'Какие основные преимущества и недостатки?',
  ],
  ar: ['متى اكتشف العلماء هذا العنصر؟', 'ما هي المزايا والعيوب الرئيسية؟'],
  hi: ['मुख्य फायदे और नुकसान क्या हैं?'],
};

const NEW_QUESTIONS: Record<string, string[]> = {
  en: [
    'What are the properties of limits?',

    'How many planets are there around distant stars?',
    'What are the main causes of inflation?',
    'What are the advantages and disadvantages of LEDs?',
    'What are the causes and consequences of WWII?',
    'Which standards does IT governance follow?',
  ],
  de: [
    'Was sind die Eigenschaften von Funktionen?',
    'Warum ist es wichtig, Proteine täglich aufzunehmen?',

    'Welche Aufgaben haben IT-Abteilungen großer Firmen?',
    'Können Sie die Fotosynthese genauer erklären?',
    'Welche Formen der Energie gibt es eigentlich?',
    'Wie kam es zum Ersten Weltkrieg in Europa?',
    'Welche Bedingungen brauchen Pflanzen, damit Fotosynthese stattfindet?',
    'Was sind die Vorteile der Fotosynthese?',
    'Welche Ursachen und Folgen hatte die Pest?',
  ],
  fr: [
    'Quels sont les types de fonctions ?',
    'Quelle est la vitesse du son dans les métaux ?',
    'Pourquoi Marie Curie est-elle devenue célèbre ?',

    'Pourquoi est-ce que le plomb protège ?',
    'Pourquoi la lumière est-elle blanche ?',
    'C’est quoi la différence entre mitose et méiose ?',
    'Pourquoi il pleut davantage dans les régions tropicales ?',
    'Est-ce possible de dépasser la vitesse de la lumière ?',
    'Quelles sont les causes principales de l’inflation ?',
    'Quels sont les avantages et inconvénients du gaz ?',
  ],
  es: [
    'Explica las células eucariotas para 3º de ESO por favor',

    '¿Qué función cumple el hígado humano?',
    'como esta formado el sistema nervioso central',
    '¿Cuándo desapareció la Alemania del este?',
  ],
  pt: [
    'Quais são os sintomas da ELA em pacientes jovens?',
    'Onde esta localizado o figado humano',
    'Quais são as vantagens e desvantagens do gás?',
  ],
  ru: [
    'Какие свойства имеют щелочные металлы?',
    'Почему энтропия — это мера беспорядка системы?',
    'Какие основные причины инфляции?',
  ],
  ar: ['ما هي وظيفة القلب في الجسم؟', 'هل الماء هو المذيب العالمي المعروف؟'],
};

const rowsOf = (questions: Record<string, string[]>) =>
  Object.entries(questions).flatMap(([language, all]) => all.map((question) => [language, question] as const));

describe('a question of a thread', () => {
  test.each(rowsOf(FOLLOW_UPS))('goes on from the one before (%s): %s', (_, question) => {
    expect(isFollowUp(question)).toBe(true);
  });

  test('is the same question when its accents are apart', () => {
    expect(isFollowUp('¿Para qué sirve él en la medicina moderna?'.normalize('NFD'))).toBe(true);
  });

  test.each(rowsOf(NEW_QUESTIONS))('stands alone (%s): %s', (_, question) => {
    expect(isFollowUp(question)).toBe(false);
  });
});
