/** Remembers for a while that something happened. */
export interface Recently {
  happened(): void;
  isRecent(): boolean;
}

/** @param ms how long it counts */
export function createRecently(ms: number): Recently {
  let until = Number.NEGATIVE_INFINITY;
  return {
    happened() {
      until = performance.now() + ms;
    },
    isRecent: () => performance.now() < until,
  };
}
