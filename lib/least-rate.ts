/** What is watched: how much has come, and whether more is wanted now. */
export interface Watched {
  bytes(): number;
  /** False while the reader is the one that waits; that time does not count. */
  wanted(): boolean;
}

const TICK_MS = 250;

/**
 * Watches that over any window of time in which more is wanted at least a number of bytes come.
 * @param onSlow called once, when a window had fewer
 * @returns ends the watch
 */
export function watchRate(
  watched: Watched,
  { windowMs, bytesPerSecond }: { windowMs: number; bytesPerSecond: number },
  onSlow: () => void,
): () => void {
  let waitedMs = 0;
  let seen = watched.bytes();
  const timer = setInterval(() => {
    if (!watched.wanted()) return;
    waitedMs += TICK_MS;
    if (waitedMs < windowMs) return;
    const came = watched.bytes() - seen;
    if (came >= (bytesPerSecond * waitedMs) / 1_000) {
      waitedMs = 0;
      seen += came;
      return;
    }
    clearInterval(timer);
    onSlow();
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
