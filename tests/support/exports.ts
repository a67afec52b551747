import { expect } from '@jest/globals';
import { originalKey } from '../../domain/object-keys.js';
import { body } from './body.js';
import { buildMaterial } from './factories/index.js';
import { listKeys, listUploads, putObject } from './objects.js';
import { sha256 } from './sha256.js';
import type { Student } from './student.js';
import type { TestApp } from './test-app.js';
import { readZip } from './zip.js';

/** Asks for an export. */
export const requestExport = (student: Student, headers: Record<string, string> = {}): Promise<Response> =>
  student.fetch('/users/me/export', { method: 'POST', headers });

/** What the API tells of an export. */
export const readExport = async (student: Student, id: string) => body(await student.fetch(`/users/me/export/${id}`));

/** The files in the ZIP at a link, by name. */
export async function downloadZip(url: string): Promise<Map<string, Buffer>> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return readZip(Buffer.from(await response.arrayBuffer()));
}

/** A student's exports in storage, whole ones and unfinished uploads. */
export async function exportFiles({ config }: Pick<TestApp, 'config'>, { id }: { id: string }): Promise<string[]> {
  const prefix = `${config.S3_KEY_PREFIX}u/${id}/exports/`;
  return [...(await listKeys(config, prefix)), ...(await listUploads(config, prefix))];
}

/** Gives a student a material whose bytes are in storage, unless there are none. @returns its id */
export async function storeMaterial(
  { db, config }: Pick<TestApp, 'db' | 'config'>,
  ownerId: string,
  title: string,
  bytes: Uint8Array,
): Promise<string> {
  const { id } = await buildMaterial(db, { ownerId, title, bytes: bytes.length, sha256: sha256(bytes) });
  if (bytes.length > 0) await putObject(config, originalKey(id), bytes);
  return id;
}
