import type { DocumentFormat } from '../domain/text/formats.js';
import type { PageResult } from '../domain/text/pages.js';

/** Turns bytes into text. Used by services only. */
export interface DocumentReader {
  /**
   * Tells the format by content and counts pages; the same bytes always have the same pages.
   * @throws Failure Encrypted, Corrupt, Empty, Unsupported, TooComplex.
   */
  probe(file: Uint8Array, signal?: AbortSignal): Promise<{ format: DocumentFormat; pageCount: number }>;
  /**
   * Reads pages by their numbers; `onPage` is awaited once for each as soon as it is read, in any order. A page that
   * cannot be read comes with its failure, and the others are read all the same.
   * @param languages locales in which scans may be written beside English, as in `de-CH`; those whose data is not
   *   installed are left out
   * @throws Failure Encrypted, Corrupt (also for a page that the document lacks), Empty, Unsupported, TooComplex; the
   *   signal's reason when aborted; what `onPage` throws, after which it is not called again.
   */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    signal?: AbortSignal,
    languages?: readonly string[],
  ): Promise<void>;
  /** Ends the threads; running work fails. */
  close(): Promise<void>;
}
