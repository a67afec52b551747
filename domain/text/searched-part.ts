/** Materials that a question tells of at most, as many as it may name. */
export const MAX_SEARCHED_PARTS = 50;

/** How far a material was, whose work went on when it was searched. */
export interface SearchedPart {
  materialId: string;
  /** Null before the document was opened. */
  pageCount: number | null;
  pagesRead: number;
  /** Of these, those of which each word is searched, and those that are searched by their vectors as well. */
  pagesByWords: number;
  pagesByMeaning: number;
}
