/** One call of a stack. */
export interface Frame {
  /** Empty for a call outside of functions. */
  name: string;
  file: string;
  line: number;
  column: number;
}

const FRAME = /^\s+at (?:(?:async )?([\w$.<>#[\] ]+) \()?((?:file:\/\/|node:|\/)[^()]+):(\d+):(\d+)\)?$/;

/** Where an error was thrown, the innermost call first; nothing of its message, which may hold what users wrote. */
export function errorFrames(error: unknown): Frame[] {
  const { stack, message } = (error ?? {}) as { stack?: unknown; message?: unknown };
  if (typeof stack !== 'string') return [];
  // A message may have lines that look like those of a stack.
  const begin = typeof message === 'string' ? Math.max(0, stack.indexOf(message)) + message.length : 0;
  return stack
    .slice(begin)
    .split('\n')
    .flatMap((text) => {
      const [, name = '', file, line, column] = FRAME.exec(text) ?? [];
      return file ? [{ name, file, line: Number(line), column: Number(column) }] : [];
    });
}

/** The same as text, a line a call; empty for what was thrown nowhere. */
export const errorLocation = (error: unknown): string =>
  errorFrames(error)
    .map(({ name, file, line, column }) => `    at ${name || '<module>'} (${file}:${line}:${column})`)
    .join('\n');
