/** Most characters of one page; a dense printed page has some 6,000. */
export const PAGE_CHARACTERS = 100_000;

/** Most characters of one material: a thousand dense pages. What is more is made to exhaust us. */
export const MATERIAL_CHARACTERS = 6_000_000;
