import type { ObjectStorage } from '../../../clients/storage.js';
import type { Export } from '../../../db/models/export.js';
import { exportKey } from '../../../domain/object-keys.js';
import type { Clock } from '../../shared/clock.js';

/** Where an export can be fetched, or why not. */
export interface ExportLink {
  status: Export['status'];
  /** Works without a login for the seconds that are left; null when there is nothing to fetch. */
  url: string | null;
}

/** The link to an export's file, signed anew for what is left of its life. The clock decides, not the sweep. */
export async function exportLink(
  { storage, clock }: { storage: ObjectStorage; clock: Clock },
  row: Export,
): Promise<ExportLink> {
  if (row.status !== 'ready') return { status: row.status, url: null };
  const expiresInSeconds = Math.floor(((row.expiresAt?.getTime() ?? 0) - clock().getTime()) / 1_000);
  if (expiresInSeconds < 1) return { status: 'expired', url: null };
  const downloadName = `scholium-${row.createdAt.toISOString().slice(0, 10)}.zip`;
  return { status: 'ready', url: await storage.signedUrl(exportKey(row), { expiresInSeconds, downloadName }) };
}
