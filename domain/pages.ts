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
}

/** The formats that can be ingested, decided by content and never by name. */
export type DocumentFormat = 'pdf' | 'png' | 'jpeg';
