import type { MaterialPage } from '../../../db/models/material-page.js';
import type { MaterialView } from '../../../db/queries/materials.js';
import { failureWord } from '../../contract/failure-word.js';

/** A material as its owner sees it. */
export const presentMaterial = (material: MaterialView) => ({
  id: material.id,
  title: material.title,
  format: material.format,
  bytes: material.bytes ?? 0,
  status: material.status,
  failure: failureWord(material.failure),
  pageCount: material.pageCount,
  pagesDone: material.pagesDone,
  createdAt: material.createdAt.toISOString(),
  finishedAt: material.finishedAt?.toISOString() ?? null,
});

/** A page as the material's owner sees it. */
export const presentPage = (page: MaterialPage) => ({
  pageNo: page.pageNo,
  status: page.status,
  method: page.method,
  confidence: page.confidence,
  characters: page.text.length,
  text: page.text,
  failure: failureWord(page.failure),
});
