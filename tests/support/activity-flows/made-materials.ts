import { originalKey } from '../../../domain/object-keys.js';
import { makePdf } from '../../../stack/sample/make-pdf.js';
import { buildChunk, buildMaterial, buildPage, buildStudent, buildVector } from '../factories/index.js';
import { putObject } from '../objects.js';
import type { TestData } from '../test-data.js';

export const TEXT = 'The moon draws the sea, so that the tide comes in twice a day, and it goes out again as often.';
const PAGES = Promise.all([makePdf([{ text: TEXT }, { text: `${TEXT} It is late by fifty minutes.` }])]);

/** A material whose file is there, and that no run has taken yet. */
export async function queuedMaterial({ db, config }: TestData) {
  const { id: ownerId } = await buildStudent(db);
  const { id } = await buildMaterial(db, { ownerId, status: 'queued' });
  const [file] = await PAGES;
  await putObject(config, originalKey(id), file);
  return { ownerId, run: { id, runNo: 1 } };
}

/** A material with a page, a chunk and a vector. */
export async function materialToSearch({ db }: TestData, status: 'ready' | 'deleting') {
  const { id: ownerId } = await buildStudent(db);
  const { id: materialId } = await buildMaterial(db, { ownerId, status });
  await buildPage(db, { materialId, text: TEXT });
  const chunk = await buildChunk(db, { materialId, ownerId, text: TEXT });
  await buildVector(db, chunk);
  return { ownerId, chunk, run: { id: materialId, runNo: 1 } };
}
