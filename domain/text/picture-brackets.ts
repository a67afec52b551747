/** Between them a page has what was read in a picture; each is a paragraph where that has several lines. */
export const PICTURE_BEGIN = '[Picture:';
export const PICTURE_END = ']';
