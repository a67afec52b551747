import type { Mastery } from '../mastery/mastery.js';
import { MASTERY_WORDS, type MasteryWord } from '../mastery/words.js';

/**
 * A subject by its topics. What is known of it is their mean, of which a topic without an answer is not known. It is
 * mastered where all of them are, familiar where half of them are that at least, and answers are added up.
 */
export function subjectMasteryOf(topics: readonly Mastery[]): Mastery {
  const begun = topics.filter(({ word }) => word !== 'new');
  const sum = (part: 'known' | 'answers' | 'rightAnswers') => begun.reduce((total, topic) => total + topic[part], 0);
  const known = topics.length === 0 ? 0 : sum('known') / topics.length;
  return { known, word: wordOf(topics), answers: sum('answers'), rightAnswers: sum('rightAnswers') };
}

function wordOf(topics: readonly Mastery[]): MasteryWord {
  const atLeast = (least: MasteryWord) =>
    topics.filter(({ word }) => MASTERY_WORDS.indexOf(word) >= MASTERY_WORDS.indexOf(least)).length;
  if (atLeast('learning') === 0) return 'new';
  if (atLeast('mastered') === topics.length) return 'mastered';
  return atLeast('familiar') * 2 >= topics.length ? 'familiar' : 'learning';
}
