import type { Export } from '../../../db/models/export.js';
import type { ExportLink } from '../../../services/account/export/export-link.js';
import { failureCode } from '../../contract/failure-code.js';

/** An export as its owner sees it. */
export const presentExport = (row: Export, { status, url }: ExportLink) => ({
  id: row.id,
  status,
  bytes: row.bytes,
  url,
  // Before there is a file this is ours: until when what a try has left is kept.
  expiresAt: row.bytes === null ? null : (row.expiresAt?.toISOString() ?? null),
  failure: failureCode(row.failure),
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
