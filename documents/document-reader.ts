import type { DocumentFormat, PageText } from '../domain/pages.js';

/** Turns bytes into text. Used by services only. */
export interface DocumentReader {
  /** Counts pages. @throws Failure Encrypted, Corrupt. */
  probe(file: Uint8Array, signal?: AbortSignal): Promise<{ format: DocumentFormat; pageCount: number }>;
  /**
   * Reads the given pages; `onPage` is awaited once for each page as soon as it is read, in any order.
   * @throws Failure Encrypted, Corrupt (also for a page that the document lacks); the signal's reason when aborted;
   *   what `onPage` throws, after which it is not called again.
   */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageText) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Ends the threads; work in hand fails. */
  close(): Promise<void>;
}
