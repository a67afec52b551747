import type { Knex } from 'knex';
import { wordForms } from '../../domain/text/search-words.js';
import { STEMMERS } from '../../domain/text/stemmers.js';

/** A word of a question, with all forms that it may have in chunks: without common endings, and as stemmers make it. */
export interface QuestionWord {
  word: string;
  lexemes: string[];
}

/** Each word of the question is looked for in each chunk, and what is in an image may be long. */
const MAX_WORDS = 32;

/**
 * The words of a question as chunks of an owner's materials may have them, whatever the language of each: the stemmers
 * of all languages in which they are written take off the endings of each word.
 */
export async function questionWords(db: Knex, ownerId: string, question: string): Promise<QuestionWord[]> {
  const words = [...wordForms(question)].slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const forms = words.flatMap(([, own], n) => own.map((form) => ({ form, n })));
  const { rows } = await db.raw<{ rows: { n: number; stems: string[] }[] }>(
    `SELECT asked.n, array_agg(DISTINCT stem) AS stems
     FROM (SELECT DISTINCT known.stemmer FROM materials AS m CROSS JOIN unnest(m.languages) AS own (language)
           JOIN unnest(CAST(:languages AS text[]), CAST(:stemmers AS text[])) AS known (language, stemmer)
             ON known.language = own.language
           WHERE m.owner_id = :ownerId) AS spoken
     CROSS JOIN unnest(CAST(:forms AS text[]), CAST(:places AS integer[])) AS asked (form, n)
     CROSS JOIN unnest(stems_of(ARRAY[asked.form], spoken.stemmer)) AS stem
     GROUP BY asked.n`,
    {
      ownerId,
      languages: Object.keys(STEMMERS),
      stemmers: Object.values(STEMMERS),
      forms: forms.map(({ form }) => form),
      places: forms.map(({ n }) => n),
    },
  );
  const stems = new Map(rows.map((row) => [row.n, row.stems]));
  return words.map(([word], n) => ({ word, lexemes: [...new Set([word, ...(stems.get(n) ?? [])])] }));
}
