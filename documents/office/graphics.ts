import { Failure } from '../../domain/runs/failures.js';
import type { Archive } from './archive.js';
import { createChartReader } from './chart.js';
import { createDiagramReader } from './diagram.js';
import type { Relationship } from './package.js';
import { readXml } from './xml.js';

/** Charts and diagrams of a part that are read. */
const MAX_GRAPHICS = 200;

const READERS = { chart: createChartReader, diagramData: createDiagramReader } as const;

/**
 * The charts and diagrams that a part refers to, by the ids of these references: a chart as a table below its title, a
 * diagram as a list. One that is damaged is left out. @throws Failure Encrypted, TooComplex, TooMuchText.
 */
export async function readGraphics(archive: Archive, related: readonly Relationship[]): Promise<Map<string, string>> {
  const graphics = new Map<string, string>();
  for (const { id, type, target } of related) {
    if (!isReadable(type) || !archive.has(target) || graphics.size >= MAX_GRAPHICS) continue;
    const reader = READERS[type]();
    try {
      await readXml(archive.read(target), reader);
    } catch (error) {
      if (!(error instanceof Failure) || error.type !== 'Corrupt') throw error;
      continue;
    }
    const text = reader.end();
    if (text !== '') graphics.set(id, text);
  }
  return graphics;
}

const isReadable = (type: string): type is keyof typeof READERS => type in READERS;
