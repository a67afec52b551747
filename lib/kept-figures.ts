/** Figures that are dear to read, kept for a while. */
export interface KeptFigures<T> {
  /** The figures; undefined where they are not to be had in time. */
  read(): Promise<T | undefined>;
}

/**
 * Reads figures at most once in `keepMs`, one reading at a time, however many ask. A reading that fails, or is not done
 * within `waitMs`, gives none, and is not repeated before its time.
 */
export function keepFigures<T>(
  read: () => Promise<T>,
  { keepMs, waitMs }: { keepMs: number; waitMs: number },
): KeptFigures<T> {
  let kept: T | undefined;
  let keptUntil = 0;
  let reading: Promise<T | undefined> | undefined;
  const begin = (): Promise<T | undefined> => {
    const done = (figures: T | undefined) => {
      kept = figures;
      keptUntil = performance.now() + keepMs;
      reading = undefined;
      return figures;
    };
    return Promise.resolve()
      .then(read)
      .then(done, () => done(undefined));
  };
  return {
    async read() {
      if (performance.now() < keptUntil) return kept;
      reading ??= begin();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, waitMs, undefined);
      });
      const figures = await Promise.race([reading, late]);
      clearTimeout(timer);
      return figures;
    },
  };
}
