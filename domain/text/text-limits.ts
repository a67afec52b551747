/** Characters of one page at most; a dense printed page has some 6,000. */
export const MAX_PAGE_CHARACTERS = 100_000;

/** Characters of one material at most: a thousand dense pages. A file with more is made to exhaust us. */
export const MAX_MATERIAL_CHARACTERS = 6_000_000;
