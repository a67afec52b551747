import { describe, expect, it } from '@jest/globals';
import { choosePageText } from '../../documents/page-choice.js';
import { hasTextLayer } from '../../documents/text-layer.js';

const run = (text: string, bottom: number, confidence = 0.9) => ({
  text,
  left: 50,
  right: 50 + 10 * text.length,
  bottom,
  top: bottom + 20,
  quarterTurns: 0,
  confidence,
});

const reading = (confidence: number, ...runs: ReturnType<typeof run>[]) => ({
  text: runs.map(({ text }) => text).join('\n'),
  confidence,
  runs,
  isSideways: false,
  languages: ['eng'],
  isTurned: false,
});

const stamp = run('Lent by the reading room of the harbour museum', 20);
const taken = { runs: [stamp], comments: [] };

describe('choosePageText', () => {
  it('takes what was read, where the layer says less', () => {
    const ocr = reading(0.9, run('A page of words', 400));
    expect(choosePageText({ pageNo: 3, layer: '', reading: ocr })).toEqual({
      pageNo: 3,
      method: 'ocr',
      text: 'A page of words',
      confidence: 0.9,
    });
  });

  it('puts printed text and what was read in their places, and comments last', () => {
    const ocr = reading(0.9, run('A page of words', 400), run('that ends here.', 370));
    const page = choosePageText({
      pageNo: 1,
      layer: stamp.text,
      taken: { ...taken, comments: ['[Comment: Read this.]'] },
      reading: ocr,
    });
    expect(page).toMatchObject({
      method: 'ocr',
      text: `A page of words\nthat ends here.\n\n${stamp.text}\n\n[Comment: Read this.]`,
    });
    const turned = choosePageText({ pageNo: 1, layer: stamp.text, taken, reading: { ...ocr, isTurned: true } });
    expect(turned.text).toBe(`${stamp.text}\n\nA page of words\nthat ends here.`);
  });

  it('leaves out what is not sure to be text beside printed text, and keeps it where there is little of that', () => {
    const photo = reading(0.4, run('ae |l', 400, 0.3));
    expect(choosePageText({ pageNo: 1, layer: stamp.text, taken, reading: photo })).toEqual({
      pageNo: 1,
      method: 'text',
      text: stamp.text,
      confidence: null,
    });
    const title = { runs: [run('Ebb', 600)], comments: [] };
    expect(choosePageText({ pageNo: 1, layer: 'Ebb', taken: title, reading: photo }).text).toBe('Ebb\n\nae |l');
  });

  it('takes a sure reading for a layer that is garbage, and keeps the layer beside an unsure one', () => {
    const layer = Array.from({ length: 30 }, () => '7KLV LV QRW WKH WHAW').join(' ');
    expect(hasTextLayer(layer)).toBe(false);
    const ocr = reading(0.9, run('A page of words', 400));
    const garbage = { pageNo: 1, layer };
    expect(choosePageText({ ...garbage, reading: ocr })).toMatchObject({ method: 'ocr', text: 'A page of words' });
    expect(choosePageText({ ...garbage, reading: { ...ocr, confidence: 0.4 } })).toMatchObject({ method: 'text' });
    expect(choosePageText({ ...garbage, reading: null })).toMatchObject({ method: 'text', text: layer });
  });

  it('calls a page blank when neither says anything', () => {
    const blank = { pageNo: 1, method: 'blank', text: '', confidence: null };
    expect(choosePageText({ pageNo: 1, layer: '', reading: null })).toEqual(blank);
    expect(choosePageText({ pageNo: 1, layer: '.', reading: reading(0.2, run('| —', 400)) })).toEqual(blank);
  });
});
