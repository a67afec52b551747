import type { FailureType } from '../runs/failures.js';

/** How a page's text was obtained. */
export type PageMethod = 'text' | 'ocr' | 'blank';

/** The text of one page of a document. */
export interface PageText {
  /** 1-based page number. */
  pageNo: number;
  method: PageMethod;
  text: string;
  /** Mean OCR confidence, 0 to 1; null where the text was not read by OCR. */
  confidence: number | null;
  /** What it is called where the file tells more than `pageNo`: iv as it is printed, a sheet's name, a stretch of time. */
  label?: string;
  /** Pictures on it that were read by OCR, with text or without, and that could not be or were too many. */
  picturesRead?: number;
  picturesUnread?: number;
  /** BCP 47; left out where the text does not tell. */
  language?: string;
}

/** A page that cannot be read, of a document whose other pages can. */
export interface FailedPage {
  /** 1-based page number. */
  pageNo: number;
  failure: FailureType;
  label?: string;
  /** Of LanguageMissing, what the page is probably in (BCP 47). */
  language?: string;
}

/** What became of one page: its text, or why there is none. */
export type PageResult = PageText | FailedPage;
