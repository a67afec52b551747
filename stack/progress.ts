const BAR_WIDTH = 24;

/** Tells somebody at a terminal, or in a log, what is under way. */
export interface Progress {
  /** Shows a step while it works, then that it is done and how long it took. Gives what the work gives. */
  step<T>(label: string, work: Promise<T>): Promise<T>;
  /** Shows how far something is; the last call (done = total) leaves its line standing. */
  bar(label: string, done: number, total: number, note?: string): void;
  /** Writes a line. */
  line(text: string): void;
  /** Takes the live line away; after it only `line` shows anything. */
  end(): void;
}

/** A bar of text: `label  [######      ] 3/6  note`. */
export function barText(label: string, done: number, total: number, note = ''): string {
  const filled = total > 0 ? Math.round((BAR_WIDTH * done) / total) : 0;
  const bar = '#'.repeat(filled).padEnd(BAR_WIDTH, '.');
  return `${label} [${bar}] ${done}/${total}${note && `  ${note}`}`;
}

/** On a terminal the last line is rewritten while things work; elsewhere each change is a plain line. */
export function createProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  const live = out.isTTY === true;
  const steps = new Map<symbol, { label: string; began: number }>();
  let bar: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const seconds = (began: number) => ((Date.now() - began) / 1_000).toFixed(1);
  const clear = () => live && out.write('\r\x1b[K');

  function draw(): void {
    if (!live) return;
    const texts = [...steps.values()].map(({ label, began }) => `${label} … ${seconds(began)} s`);
    const text = [...texts, ...(bar === undefined ? [] : [bar])].join('   ');
    // A line that wraps could not be rewritten.
    out.write(`\r\x1b[K${text.slice(0, Math.max((out.columns || 80) - 1, 20))}`);
  }

  function watch(): void {
    const needed = live && (steps.size > 0 || bar !== undefined);
    if (needed) timer ??= setInterval(draw, 100).unref();
    else if (timer) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  function line(text: string): void {
    clear();
    out.write(`${text}\n`);
    if (timer) draw();
  }

  return {
    line,
    async step(label, work) {
      const key = Symbol(label);
      const began = Date.now();
      steps.set(key, { label, began });
      if (!live) line(`${label} …`);
      watch();
      try {
        const result = await work;
        steps.delete(key);
        line(`${label}: ready in ${seconds(began)} s`);
        return result;
      } finally {
        steps.delete(key);
        watch();
        if (!timer) clear();
      }
    },
    bar(label, done, total, note) {
      const text = barText(label, done, total, note);
      if (live && done < total) {
        bar = text;
        watch();
        draw();
        return;
      }
      const shown = bar;
      bar = live ? undefined : text;
      watch();
      if (text !== shown) line(text);
    },
    end() {
      steps.clear();
      bar = undefined;
      watch();
      clear();
    },
  };
}
