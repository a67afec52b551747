import type { MaterialPage } from '../../../db/models/material-page.js';
import type { MaterialView } from '../../../db/queries/materials.js';
import { failureCode } from '../../../domain/runs/failure-code.js';
import { secondsLeft } from '../../../domain/runs/progress.js';
import { isLowConfidence } from '../../../domain/text/ocr-confidence.js';

/** A material as its owner sees it. */
export const presentMaterial = (material: MaterialView) => ({
  id: material.id,
  title: material.title,
  topic: material.topic,
  format: material.format,
  bytes: material.bytes ?? 0,
  status: material.status,
  failure: material.failure && failureCode(material.failure),
  pageCount: material.pageCount,
  pagesDone: material.pagesDone,
  pagesFailed: material.pagesFailed,
  languages: material.languages,
  progress: presentProgress(material),
  createdAt: material.createdAt.toISOString(),
  finishedAt: material.finishedAt?.toISOString() ?? null,
});

/** A material as the answer to an upload. @param title of an upload that found it there */
export const presentUpload = (material: MaterialView, title: string | undefined) => ({
  ...presentMaterial(material),
  offeredTitle: title === undefined || title === material.title ? null : title,
});

function presentProgress({ status, phase, phaseStartedAt, pageCount, ...counts }: MaterialView) {
  if (status !== 'processing') return null;
  const { phaseDone: done, phaseLeft: left, phaseLastAt: lastDoneAt, pagesByWords, pagesByMeaning } = counts;
  if (!phase || !phaseStartedAt) return { phase: 'opening' as const, secondsLeft: null, pagesByWords, pagesByMeaning };
  const pagesToEmbed = (pageCount ?? 0) - pagesByMeaning;
  return {
    phase,
    secondsLeft: secondsLeft({ phase, phaseStartedAt, done, left, lastDoneAt, pagesToEmbed }),
    pagesByWords,
    pagesByMeaning,
  };
}

/** A page as the material's owner sees it. */
export const presentPage = (page: MaterialPage) => ({
  pageNo: page.pageNo,
  label: page.label,
  status: page.status,
  method: page.method,
  confidence: page.confidence,
  lowConfidence: isLowConfidence(page.confidence),
  language: page.language,
  characters: page.text.length,
  text: page.text,
  pictures: { read: page.picturesRead, unread: page.picturesUnread },
  failure: page.failure && failureCode(page.failure),
});
