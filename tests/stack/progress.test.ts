import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { barText, createProgress } from '../../stack/progress.js';

function collect(isTTY: boolean) {
  let text = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  return { out: Object.assign(out, { isTTY, columns: 60 }) as unknown as NodeJS.WriteStream, text: () => text };
}

describe('progress', () => {
  it('draws a bar', () => {
    expect(barText('Pages', 3, 6, 'ocr')).toBe('Pages [############............] 3/6  ocr');
    expect(barText('Pages', 0, 0)).toBe('Pages [........................] 0/0');
  });

  it('writes plain lines where there is no terminal, one for each change', async () => {
    const { out, text } = collect(false);
    const progress = createProgress(out);
    expect(await progress.step('Engine', Promise.resolve(7))).toBe(7);
    for (const done of [1, 1, 2]) progress.bar('Pages', done, 2);
    expect(text()).not.toContain('\x1b');
    expect(text().trim().split('\n')).toEqual([
      'Engine …',
      expect.stringMatching(/^Engine: ready in \d+\.\d s$/),
      barText('Pages', 1, 2),
      barText('Pages', 2, 2),
    ]);
  });

  it('leaves no live line on a terminal', async () => {
    const { out, text } = collect(true);
    const progress = createProgress(out);
    await expect(progress.step('Engine', Promise.reject(new Error('no')))).rejects.toThrow('no');
    progress.bar('Pages', 1, 2, 'a note that is much longer than the terminal is wide, so it is cut');
    progress.bar('Pages', 2, 2);
    expect(text().endsWith(`${barText('Pages', 2, 2)}\n`)).toBe(true);
  });
});
