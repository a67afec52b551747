import type { DocumentFormat } from '../domain/text/formats.js';
import type { PageResult } from '../domain/text/pages.js';

/** What opening a document tells. */
export interface Probed {
  format: DocumentFormat;
  pageCount: number;
  /** Left out where there are none, and where pages are read as wholes. */
  pictureCount?: number;
}

/** Turns bytes into text. Used by services only. */
export interface DocumentReader {
  /**
   * Tells the format by content and counts pages, and the pictures on pages of text that may hold text themselves; the
   * same bytes always have the same pages and pictures.
   * @throws Failure Encrypted, Corrupt, Empty, Unsupported, TooComplex.
   */
  probe(file: Uint8Array, signal?: AbortSignal): Promise<Probed>;
  /**
   * Reads pages by their numbers; `onPage` is awaited once for each as soon as it is read, in any order. A page that
   * cannot be read comes with its failure, and the others are read all the same.
   * @param languages locales in which scans may be written beside English, as in `de-CH`; those whose data is not
   *   installed are left out
   * @param pictureLimit how many of the pictures that `probe` counted are read, in their order; all where it is left out
   * @throws Failure Encrypted, Corrupt (also for a page that the document lacks), Empty, Unsupported, TooComplex; the
   *   signal's reason when aborted; what `onPage` throws, after which it is not called again.
   */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    signal?: AbortSignal,
    languages?: readonly string[],
    pictureLimit?: number,
  ): Promise<void>;
  /** Ends the threads; running work fails. */
  close(): Promise<void>;
}
