import { spelledPattern } from '../checks/phrases.js';
import { type Drafted, shuffledBy } from './drafted.js';
import { explain, gapStem, withGap } from './gap.js';
import type { Source, SourceSentence } from './source.js';

/** A person whom a sentence begins with, and what the person did. */
interface Person {
  name: string;
  sentence: SourceSentence;
}

const WRONG = 3;
/** Two words or more, with the small ones that names have: Vasco da Gama. */
const NAME =
  '\\p{Lu}\\p{Ll}+(?:[ -](?:\\p{Lu}\\p{Ll}+|\\p{Lu}\\.|de|da|do|di|von|van|der|la|las|al))*[ -]\\p{Lu}\\p{Ll}+';
/** Words of a sentence beside the name that say something. */
const MIN_SAID = 5;

/** Persons as gaps, to choose among other persons of whom the source says in a sentence of its own what they did. */
export function nameQuestions(standing: ReadonlySet<SourceSentence>, source: Source): Drafted[] {
  if (source.wording.didSo === '') return [];
  const pattern = new RegExp(`^(${NAME})(?= (?:${spelledPattern(source.wording.didSo)})(?![\\p{L}]))`, 'u');
  const persons = source.sentences.flatMap((sentence): Person[] => {
    const name = pattern.exec(sentence.text)?.[1];
    return name === undefined || beginsWithFunctionWord(sentence, source) ? [] : [{ name, sentence }];
  });
  return persons.flatMap((person) => {
    const { name, sentence } = person;
    if (!standing.has(sentence) || sentence.content.length < MIN_SAID || isNamedAgain(name, sentence)) return [];
    const others = [...new Set(persons.map((one) => one.name))].filter((other) => isAnother(other, name, sentence));
    const wrong = shuffledBy(others, sentence.text, (other) => other).slice(0, WRONG);
    return wrong.length < WRONG ? [] : [chooseName(person, wrong, source)];
  });
}

/** `In Paris Marie Curie`: nobody is called so. */
const beginsWithFunctionWord = ({ spoken: [first] }: SourceSentence, { lexicon }: Source): boolean =>
  first !== undefined && lexicon.functionWords.has(first.folded);

const lastOf = (name: string): string => name.split(' ').at(-1) ?? name;

const isNamedAgain = (name: string, { text }: SourceSentence): boolean =>
  text.slice(name.length).includes(lastOf(name));

const isAnother = (other: string, name: string, { text }: SourceSentence): boolean =>
  lastOf(other) !== lastOf(name) && !text.includes(lastOf(other));

const chooseName = ({ name, sentence }: Person, wrong: string[], source: Source): Drafted => ({
  way: 'name',
  pageNo: sentence.pageNo,
  question: {
    kind: 'single-choice',
    difficulty: 'medium',
    stem: gapStem(source.wording.ask.name, sentence, withGap(sentence, 0, name.length, source), source),
    right: name,
    wrong,
    explanation: explain(sentence, source),
    evidence: { quote: sentence.text },
  },
});
