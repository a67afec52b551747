/** A file of the set, and what stands in it. */
export interface BenchFile {
  /** The row of the table that it counts in. */
  kind: string;
  /** Whether its text is read as it is, or by OCR: the targets differ. */
  by: 'text' | 'ocr';
  /** ISO 639-1. */
  language: Language;
  /** What a reader reads, line by line. */
  lines: readonly string[];
  /** What must stand in the text letter by letter: signs, formulas, rows of tables. */
  signs?: readonly string[];
  /** What must not: code of the file, bytes of pictures, what leads elsewhere on a site. */
  absent?: readonly string[];
  /** @throws Error where this machine lacks what it is made with, such as a font. */
  make(): Promise<Uint8Array>;
}

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'tr', 'ru', 'ar', 'hi', 'zh', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];
