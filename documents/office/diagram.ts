import { createTextWriter, type TextWriter } from '../plain-text/text-writer.js';
import { attribute, type XmlHandler } from './xml.js';

interface Point {
  id: string;
  text: string;
}

/** Points of a diagram that are read. */
const MAX_POINTS = 2_000;
const MAX_INDENT = 6;
/** Points that only serve the drawing. */
const NO_NODES: ReadonlySet<string> = new Set(['parTrans', 'sibTrans', 'pres']);

/** Reads the data of a SmartArt diagram (`dgm:dataModel`); `end` gives its points as a list, those below others indented. */
export function createDiagramReader(): XmlHandler & { end(): string } {
  const points: Point[] = [];
  const below = new Map<string, { id: string; order: number }[]>();
  let writer: TextWriter | undefined;
  let id = '';
  let inText = false;

  return {
    open(name, attributes) {
      if (name === 'pt') {
        id = attribute(attributes, 'modelId') ?? `${points.length}`;
        writer = NO_NODES.has(attribute(attributes, 'type') ?? '') ? undefined : createTextWriter();
      } else if (name === 'cxn' && (attribute(attributes, 'type') ?? 'parOf') === 'parOf') {
        const [from, to] = [attribute(attributes, 'srcId') ?? '', attribute(attributes, 'destId') ?? ''];
        const others = below.get(from) ?? [];
        below.set(from, others);
        others.push({ id: to, order: Number(attribute(attributes, 'srcOrd')) || 0 });
      } else if (name === 't') inText = true;
    },
    text(text) {
      if (inText) writer?.text(text);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'p') writer?.endBlock({ group: 1 });
      else if (name === 'pt' && writer) {
        const text = writer.end().replace(/\n+/g, ' ');
        if (points.length < MAX_POINTS) points.push({ id, text });
        writer = undefined;
      }
    },
    end: () => listOf(points, below),
  };
}

/** Points in the order of their parents, each once; those that none leads to come as they stand in the file. */
function listOf(
  points: readonly Point[],
  below: ReadonlyMap<string, readonly { id: string; order: number }[]>,
): string {
  const byId = new Map(points.map((point) => [point.id, point]));
  const children = new Set([...below.values()].flat().map(({ id }) => id));
  const lines: string[] = [];
  const done = new Set<string>();
  const waiting = points
    .filter(({ id }) => !children.has(id))
    .toReversed()
    .map((point) => ({ point, depth: 0 }));
  const write = () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { point, depth } = next;
      if (done.has(point.id)) continue;
      done.add(point.id);
      const isShown = point.text !== '';
      if (isShown) lines.push(`${'  '.repeat(Math.min(depth, MAX_INDENT))}- ${point.text}`);
      const inner = (below.get(point.id) ?? []).toSorted((a, b) => b.order - a.order);
      for (const { id } of inner) {
        const child = byId.get(id);
        if (child) waiting.push({ point: child, depth: isShown ? depth + 1 : depth });
      }
    }
  };
  write();
  for (const point of points) {
    if (!done.has(point.id)) waiting.push({ point, depth: 0 });
    write();
  }
  return lines.join('\n');
}
