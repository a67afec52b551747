import { foldText } from '../../text/fold-text.js';
import type { Source, SourceSentence } from './source.js';

/**
 * Whether a sentence tells a fact of something, and not a case made up: it has a name, or speaks of a kind without an
 * article. 'A car covers 150 kilometers' does so on its page only.
 */
export function isFact({ spoken }: SourceSentence, { lexicon, language }: Source): boolean {
  const [first] = spoken;
  if (!first) return false;
  if (spoken.some(({ isCapital, text }) => isCapital && /^\p{Lu}\p{Ll}{2}/u.test(text)) && lexicon.code !== 'de')
    return true;
  const { functionWords, negations, numbers } = lexicon;
  return ![functionWords, negations, language.articles, new Set(numbers.keys())].some((words) =>
    words.has(first.folded),
  );
}

/** Letters of a noun by which a heading may have it in another form. */
const STEM = 5;

/**
 * `The mirror weighs 14.5 tons`, `In 1986, the diagnosis was removed`, `the war’s end in 1453`: which one, only what
 * stands before it tells, unless its heading does.
 */
export function isOfOneNamedBefore({ text, heading }: SourceSentence, { wording, code }: Source): boolean {
  const isTold = (noun: string) => foldText(heading).includes(foldText(noun).slice(0, STEM));
  const [, owner] = code === 'en' ? (/(?<!\p{L})the (\p{Ll}+)[’']s(?!\p{L})/iu.exec(text) ?? []) : [];
  if (owner !== undefined && !isTold(owner) && text.split(owner).length === 2) return true;
  const pattern = `^(?:\\p{L}+ \\d{4},? )?(?:${wording.definite}) (${wording.befallen} )?(\\p{L}\\p{Ll}+)[, ]+(?:(?:also|only|now|finally|eventually|soon|first) )?(\\p{L}+)`;
  const [, befallen, noun = '', verb = ''] = new RegExp(pattern, 'iu').exec(text) ?? [];
  if (noun === '' || (code !== 'de' && /^\p{Lu}/u.test(noun))) return false;
  const isVerb =
    wording.verbs.split('|').includes(verb) ||
    (code === 'en' && /(?:ed|[^s]s)$/u.test(verb)) ||
    (befallen !== undefined && code === 'de' && /ten?$/u.test(verb));
  return isVerb && !isTold(noun);
}
