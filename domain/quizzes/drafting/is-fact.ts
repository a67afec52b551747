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

/** Words between an article and its noun, in English. */
const MAX_DESCRIBING = 2;

/** `employed by`, `called`: it tells which one, and is no verb of the sentence. */
const TELLS = /^(?:based|called|known|located|named)$/u;

/**
 * `The mirror weighs 14.5 tons`, `In 1986, the diagnosis was removed`, `Without a plan, the armed men came`, `the war’s
 * end in 1453`: which one, only what stands before it tells, unless its heading does.
 */
export function isOfOneNamedBefore({ text, heading }: SourceSentence, source: Source): boolean {
  const isTold = (noun: string) => foldText(heading).includes(foldText(noun).slice(0, STEM));
  const isEnglish = source.code === 'en';
  const [, owner] = isEnglish ? (/(?<!\p{L})the (\p{Ll}+)[’']s(?!\p{L})/iu.exec(text) ?? []) : [];
  if (owner !== undefined && !isTold(owner) && text.split(owner).length === 2) return true;
  const counts = isEnglish ? Array.from({ length: MAX_DESCRIBING + 1 }, (_, count) => count) : [0];
  return counts.some((describing) => {
    const noun = subjectOf(text, describing, source);
    return noun !== undefined && !isTold(noun);
  });
}

/** The noun of a subject with the article of what is known, with so many words before it that describe it. */
function subjectOf(text: string, describing: number, { wording, lexicon, code }: Source): string | undefined {
  const before = code === 'en' ? '(?:[^,]{1,80}, )?' : '(?:\\p{L}+ \\d{4},? )?';
  const pattern = `^${before}(?:${wording.definite}) (${wording.befallen} )?((?:\\p{L}[\\p{L}-]+ ){${describing}})(\\p{L}\\p{Ll}+)[, ]+(?:(?:also|only|now|finally|eventually|soon|first) )?(\\p{L}+)( by(?!\\p{L}))?`;
  const [, befallen, words = '', noun = '', verb = '', by] = new RegExp(pattern, 'iu').exec(text) ?? [];
  const said = `${befallen ?? ''}${words}${noun}`.split(' ').filter(Boolean);
  // In German every noun has a capital; elsewhere the name tells which one it is.
  if (noun === '' || (code !== 'de' && said.some((word) => /^\p{Lu}/u.test(word)))) return undefined;
  if (said.some((word) => lexicon.functionWords.has(foldText(word)))) return undefined;
  const isVerb =
    wording.verbs.split('|').includes(verb) ||
    (code === 'en' && by === undefined && !TELLS.test(verb) && /(?:ed|[^s]s)$/u.test(verb)) ||
    (befallen !== undefined && code === 'de' && /ten?$/u.test(verb));
  return isVerb ? noun : undefined;
}
