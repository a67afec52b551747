/** What is known of a language that questions are drafted in without a model. Phrases are parted by `|`. */
export interface DraftWording {
  /** Words by which a sentence rests on others, wherever they stand. */
  leaning: string;
  /** What a sentence begins with that goes on from the one before, or supposes something. */
  starts: string;
  /** Words that stand for what was spoken of, unless what they count follows: `most are`, and not `most cells`. */
  quantifiers: string;
  /** Words by which a sentence, or one close before, tells of a case made up to explain something, or of a figure. */
  cases: string;
  /** Those of them that hold to the end of their section: what follows is of the case. */
  supposes: string;
  /** Words of headings above examples, exercises and the like, where sentences hold for their case only. */
  asides: string;
  /** Words that a clause cannot do without; any of them, or a word with one of these endings, is taken for its verb. */
  verbs: string;
  verbEndings: string;
  /** Stands before the name that a sentence gives to something. */
  named: string;
  /** Words that are terms of no subject. */
  noTerms: string;
  /** Endings of words that say how or where, which are no terms; '' where endings do not tell. */
  manner: string;
  /** Articles of the one thing that something is. */
  definite: string;
  /** Words that praise and do not say what something is, behind an article. */
  praising: string;
  /** Between two names of one thing, and between a kind and its examples. */
  sameAs: string;
  /** Words for a person that the sentence names before. */
  backPerson: string;
  /** Phrases that rest on nothing, though a word of them may. */
  plain: string;
  /** Words for several, or for one thing, that the sentence names before. */
  backMany: string;
  backOne: string;
  /** Those of them that may be objects, and the words close before that hold them within the sentence. */
  backObject: string;
  holders: string;
  /** What a sentence begins with that leaves its subject to the one before, as a pattern; '' where none does. */
  subjectless: string;
  /** Nouns for somebody or something that has a name, which the sentence before has: `the company`. */
  nameless: string;
  /** By what befell a thing it is told from others of its kind that were named before: `the affected area`. */
  befallen: string;
  /** Before a name of one of several, which have others: `some are known as`, `a third is called`. */
  oneOfMany: string;
  /** What leaves room for another number or year. */
  hedges: string;
  /** Limits that make more than one number right. */
  limits: string;
  /** Before a number, and behind it and its unit: it counts from today, or from what was told before. */
  beforeCount: string;
  afterCount: string;
  /** Where a year stands that a sentence goes without, as patterns with `{year}`. */
  yearAtStart: string;
  yearAtEnd: string;
  /** Directly before a single year. */
  beforeYear: string;
  /** Those of them behind which no other year is right. */
  atYear: string;
  /** Words of a heading or an introduction to a list whose order is that of its items. */
  sequence: string;
  /** Endings of words that say how something is, and of plurals: terms of one kind stand for one another. */
  describing: string;
  plural: string;
  /** What persons do that sources name, in the past; '' where names are not asked for. */
  didSo: string;
  ask: {
    term: string;
    name: string;
    number: string;
    year: string;
    writeTerm: string;
    writeNumber: string;
    events: string;
    steps: string;
    match: string;
  };
  /** With `{heading}` and `{sentence}`. */
  under: string;
  says: string;
}
