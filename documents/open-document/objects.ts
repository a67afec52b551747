import { Failure } from '../../domain/runs/failures.js';
import { captureMath, type MathCapture } from '../math/math-tree.js';
import { mathmlToTex } from '../math/mathml-to-tex.js';
import type { Archive } from '../office/archive.js';
import { readXml, type XmlHandler } from '../office/xml.js';
import { createTextWriter } from '../plain-text/text-writer.js';
import { createBodyReader } from './body-reader.js';
import type { EmbeddedObject } from './embedded-object.js';
import type { Styles } from './styles.js';

/** Objects of a document that are read; a textbook has some hundred formulas. */
const MAX_OBJECTS = 5_000;

/**
 * The formulas and charts of a document by their folders. One that is damaged, or of another kind, is left out.
 * @throws Failure Encrypted, TooComplex, TooMuchText.
 */
export async function readObjects(archive: Archive, styles: Styles): Promise<Map<string, EmbeddedObject>> {
  const objects = new Map<string, EmbeddedObject>();
  const parts = archive.names().filter((name) => /[^/]\/content\.xml$/i.test(name));
  for (const part of parts.slice(0, MAX_OBJECTS)) {
    const reader = createObjectReader(styles);
    try {
      await readXml(archive.read(part), reader, { doctype: 'passed-over' });
    } catch (error) {
      if (!(error instanceof Failure) || error.type !== 'Corrupt') throw error;
      continue;
    }
    const object = reader.end();
    if (object && object.text !== '') objects.set(part.replace(/\/content\.xml$/i, ''), object);
  }
  return objects;
}

function createObjectReader(styles: Styles): XmlHandler & { end(): EmbeddedObject | undefined } {
  const chart = createChartReader(styles);
  let math: MathCapture | undefined;
  let depth = 0;
  let isChart = false;
  return {
    open(name, attributes) {
      if (math) math.open(name, attributes);
      else if (depth === 0 && name === 'math') math = captureMath(name, attributes);
      else if (name === 'chart') isChart = true;
      if (isChart) chart.open(name, attributes);
      depth += 1;
    },
    text(text) {
      if (math) math.text(text);
      else if (isChart) chart.text(text);
    },
    close(name) {
      depth -= 1;
      if (math && depth > 0) math.close();
      else if (isChart) chart.close(name);
    },
    end() {
      if (math) return { kind: 'formula', text: mathmlToTex(math.root) };
      return isChart ? { kind: 'chart', text: chart.end() } : undefined;
    },
  };
}

/** Reads a chart's title, and the table of values that its file keeps. */
function createChartReader(styles: Styles) {
  const writer = createTextWriter();
  const body = createBodyReader({ writer, styles, objects: new Map(), pictureOf: () => '' });
  const path: string[] = [];
  let title = '';
  let tables = 0;
  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      path.push(name);
      if (name === 'table') tables += 1;
      if (tables > 0) body.open?.(name, attributes);
    },
    text(text: string) {
      if (tables > 0) body.text?.(text);
      else if (path.includes('title') && !path.includes('plot-area') && path.at(-1) !== 'title') title += text;
    },
    close(name: string) {
      path.pop();
      if (tables > 0) body.close?.(name);
      if (name === 'table') tables -= 1;
    },
    end(): string {
      const name = title.replace(/\s+/g, ' ').trim();
      const values = writer.end();
      if (name === '' && values === '') return '';
      return [name === '' ? 'Chart' : `Chart: ${name}`, values].filter((part) => part !== '').join('\n\n');
    },
  };
}
