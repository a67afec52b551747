import type { QuestionInput } from '../provider.js';
import type { Language, Word } from './language.js';

/** What a sentence must hold to answer. */
export type Wanted = 'name' | 'date' | 'duration' | 'number' | 'anything';

/** One thing that a question asks. */
export interface Aspect {
  text: string;
  /** What it is about. */
  words: readonly Word[];
  wants: Wanted;
  asksReason: boolean;
  /** It asks for one fact or for what a term means: a sentence on something close by is no answer. */
  isExact: boolean;
}

/** Stems of words that say how to answer, and not what the question is about. */
const FILLERS = new Set(
  `answer call care caus compar defin definit describ detail differ discuss exampl explain find give happen kind list main
  mean meant name part play pleas question reason role sort state summari summar tell term thing type understand use
  work`.split(/\s+/),
);

const MEASURES = /^(?:many|much|far|old|fast|hot|cold|tall|deep|often|big|large|high|heavy|long)$/;
const DEFINES = /^(?:what (?:is|are|was|were|does)|what's|define)\s/i;
/** Words that a question for a definition has beside fillers. */
const DEFINED_WORDS = 2;

/** Where a question goes on to ask another thing: 'What is mass, and how does it differ from weight?' */
const JOINT = /[,;]?\s+(?:and|but|or)\s+(?=(?:who|whom|whose|when|what|which|where|why|how)\b)/i;
const POINTS_BACK = /\b(?:it|its|they|them|their|he|she|him|his|her|this|that|these|those)\b/i;
const MAX_ASPECTS = 3;

/** Reads what a question asks: one aspect to three. One that points back is about what the first is about, too. */
export function readQuestion(text: string, language: Language): Aspect[] {
  const [first, ...others] = text
    .split(JOINT)
    .slice(0, MAX_ASPECTS)
    .map((part) => readAspect(part, language));
  if (!first) return [];
  const whole = others.map((other) => (isPartial(other) ? complete(other, first) : other));
  return [first, ...whole.filter(({ words }) => words.length > 0)];
}

/** As readQuestion, in a thread: what points back is about what the question before is about. */
export function readAspects({ question, turns }: QuestionInput, language: Language): Aspect[] {
  const aspects = readQuestion(question, language);
  const last = turns.at(-1);
  const [before] = last ? readQuestion(last.question, language) : [];
  return before ? aspects.map((aspect) => (isPartial(aspect) ? complete(aspect, before) : aspect)) : aspects;
}

const isPartial = ({ words, text }: Aspect): boolean => words.length === 0 || POINTS_BACK.test(text);

function complete(aspect: Aspect, first: Aspect): Aspect {
  const own = new Set(aspect.words.map(({ stem }) => stem));
  const lent = first.words.filter(({ stem }) => !own.has(stem)).map((word) => ({ ...word, weight: word.weight / 2 }));
  return { ...aspect, text: `${first.text} ${aspect.text}`, words: [...aspect.words, ...lent] };
}

/** Reads one aspect; one that consists of fillers alone keeps them. */
function readAspect(text: string, language: Language): Aspect {
  const all = new Map(language.sentences(text).flatMap(({ words }) => words.map((word) => [word.stem, word])));
  const [, asking = '', next = ''] = ASKING.exec(text.toLowerCase()) ?? [];
  const content = [...all.values()].filter(({ stem }) => !FILLERS.has(stem) && !(asking === 'how' && stem === next));
  const words = content.length > 0 ? content : [...all.values()];
  const wants = wanted(asking, next);
  const isDefinition = DEFINES.test(text) && words.length <= DEFINED_WORDS;
  return { text, words, wants, asksReason: asking === 'why', isExact: wants !== 'anything' || isDefinition };
}

/** The word that asks, and the one after it. Only the first counts: 'What is released when …' asks for no date. */
const ASKING = /\b(who|whom|whose|when|what|which|where|why|how)\b(?:\W+(\w+))?/;

function wanted(asking: string, next: string): Wanted {
  if (asking.startsWith('who')) return 'name';
  // 'When does water boil?' asks for no date, but for a condition.
  if (asking === 'when' && /^(?:did|was|were|had)$/.test(next)) return 'date';
  if (/^(?:year|date|century)$/.test(next)) return 'date';
  if (asking === 'how' && next === 'long') return 'duration';
  return asking === 'how' && MEASURES.test(next) ? 'number' : 'anything';
}
