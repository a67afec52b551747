/**
 * The dictionaries of the database that take the endings off the words of a language, by language (BCP 47). They are
 * those of PostgreSQL, which has them of the Snowball project, without its lists of words that are left out.
 */
export const STEMMERS: Readonly<Record<string, string>> = {
  ar: 'stem_ar',
  ca: 'stem_ca',
  da: 'stem_da',
  de: 'stem_de',
  el: 'stem_el',
  en: 'stem_en',
  es: 'stem_es',
  eu: 'stem_eu',
  fi: 'stem_fi',
  fr: 'stem_fr',
  ga: 'stem_ga',
  hi: 'stem_hi',
  hu: 'stem_hu',
  hy: 'stem_hy',
  id: 'stem_id',
  it: 'stem_it',
  lt: 'stem_lt',
  nb: 'stem_nb',
  ne: 'stem_ne',
  nl: 'stem_nl',
  pt: 'stem_pt',
  ro: 'stem_ro',
  ru: 'stem_ru',
  sr: 'stem_sr',
  sv: 'stem_sv',
  ta: 'stem_ta',
  tr: 'stem_tr',
};
