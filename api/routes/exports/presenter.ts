import type { Export } from '../../../db/models/export.js';
import { failureCode } from '../../../domain/runs/failure-code.js';
import type { ExportLink } from '../../../services/account/export/export-link.js';

/** An export as its owner sees it. */
export const presentExport = (row: Export, { status, url }: ExportLink) => ({
  id: row.id,
  status,
  bytes: row.bytes,
  url,
  // Before there is a file this is ours: until when what a try has left is kept.
  expiresAt: row.bytes === null ? null : (row.expiresAt?.toISOString() ?? null),
  failure: row.failure && failureCode(row.failure),
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
