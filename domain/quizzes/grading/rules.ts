/** How each kind of question is marked, in the words that stand beside its result. */
export const RULES = {
  'single-choice': 'The right option counts 1, each other 0.',
  'multiple-choice':
    'The right options that are ticked, less the wrong ones, divided by how many are right; never below 0. Nothing ticked, or everything, counts 0.',
  'true-false': 'The right word counts 1, the other 0.',
  numeric:
    'A number within the tolerance counts 1, in any unit of the same kind; each other 0. A unit that is asked for has to stand there. Percent may be left out where percent are asked for.',
  'short-text':
    'An accepted answer counts 1, whatever its case, accents, spaces, hyphens and its article. One wrong letter in a word of five or more is overlooked, but not the first, not a vowel near the end, and not in a word with figures.',
  ordering:
    'The longest run of items that follow each other rightly, less one, divided by how many there are, less one. So all in order count 1, and no two in order count 0.',
  matching: 'Each right pair counts its share.',
} as const;

/** What is said of an answer beside its mark. */
export const PROBLEMS = {
  'not-answered': 'There is no answer.',
  unreadable: 'The answer cannot be read as a number with its unit.',
  'missing-unit': 'The number has no unit.',
  'wrong-dimension': 'The unit measures something else than what is asked for.',
  misspelled: 'The answer counts, though it is not spelled so.',
} as const;
