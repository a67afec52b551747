import type { Knex } from 'knex';

/** Languages with the stemmers that PostgreSQL has for them (domain/text/stemmers.ts). */
const STEMMERS =
  'ar=arabic ca=catalan da=danish de=german el=greek en=english es=spanish eu=basque fi=finnish fr=french ga=irish hi=hindi hu=hungarian hy=armenian id=indonesian it=italian lt=lithuanian nb=norwegian ne=nepali nl=dutch pt=portuguese ro=romanian ru=russian sr=serbian sv=swedish ta=tamil tr=turkish';

/** Pages know their language, and chunks are searched by the stemmer of theirs. */
export async function up(trx: Knex): Promise<void> {
  const dictionaries = STEMMERS.split(' ').map((pair) => {
    const [language, stemmer] = pair.split('=');
    return `CREATE TEXT SEARCH DICTIONARY stem_${language} (TEMPLATE = snowball, LANGUAGE = ${stemmer});`;
  });
  await trx.raw(`
    ${dictionaries.join('\n    ')}

    CREATE FUNCTION stems_of(words text[], stemmer text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
      SELECT CASE WHEN stemmer IS NULL THEN words ELSE ARRAY(
        SELECT DISTINCT coalesce(nullif((ts_lexize(CAST(stemmer AS regdictionary), word))[1], ''), word)
        FROM unnest(words) AS word
      ) END
    $$;
    COMMENT ON FUNCTION stems_of IS 'Words without the endings that a dictionary knows; as they are where there is none.';

    ALTER TABLE material_pages ADD COLUMN language text CHECK (char_length(language) BETWEEN 2 AND 35);
    COMMENT ON COLUMN material_pages.language IS
      'BCP 47, by what stands on it; of a page that could not be read since its language is not installed, that; null where it is not told.';
    ALTER TABLE material_chunks ADD COLUMN language text CHECK (char_length(language) BETWEEN 2 AND 35);
    COMMENT ON COLUMN material_chunks.language IS
      'Of the page that it begins on; its words are searched without the endings of this language.';
    ALTER TABLE materials ADD COLUMN languages text[] NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN materials.languages IS 'Of its chunks, that of most of them first.';
  `);
}
