import type { ListedObject } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { Question } from '../../db/models/question.js';
import { UserProfile } from '../../db/models/user-profile.js';
import {
  listAvatars,
  listKnownExports,
  listOpenImages,
  listReadyExports,
  listStoredMaterials,
  type NamingRow,
} from '../../db/queries/audit/objects.js';
import {
  avatarIdIn,
  avatarKey,
  exportIdIn,
  exportKey,
  MATERIALS_PREFIX,
  materialIdIn,
  originalKey,
  questionIdIn,
  questionImageKey,
  USERS_PREFIX,
} from '../../domain/object-keys.js';
import { type AuditDeps, byList, type Finding, judgeEach, type Step } from './check.js';

/** Objects whose rows are looked for by one query. */
const BATCH = 500;

/** Rows that name an object, and how it is called. */
const NAMINGS = [
  { list: listStoredMaterials, keyOf: ({ id }: NamingRow) => originalKey(id) },
  { list: listAvatars, keyOf: ({ ownerId, part }: NamingRow) => avatarKey(ownerId, part) },
  {
    list: listOpenImages,
    keyOf: ({ id, ownerId }: NamingRow) => questionImageKey({ userId: ownerId, questionId: id }),
  },
  {
    list: listReadyExports,
    keyOf: ({ id, ownerId, part }: NamingRow) => exportKey({ userId: ownerId, id, writeNo: Number(part) }),
  },
] as const;

/** Rows whose object is not there, or is of another length. */
export async function* lookAtNamed({ db, storage }: AuditDeps, signal: AbortSignal): AsyncGenerator<Step> {
  for (const { list, keyOf } of NAMINGS) {
    const judge = async (row: NamingRow): Promise<Finding[]> => {
      const key = keyOf(row);
      const wrong = await faultOf(key, row.bytes);
      if (wrong === undefined) return [];
      // Meanwhile the row may have gone, or have named another object.
      const [again] = await list(db, { after: undefined, only: row.id, limit: 1 });
      return again && keyOf(again) === key ? [{ id: row.id, wrong, key }] : [];
    };
    yield* byList(
      (batch) => list(db, batch),
      (rows) => judgeEach(rows, signal, judge),
    );
  }

  async function faultOf(key: string, bytes: number | null): Promise<string | undefined> {
    for await (const object of storage.list(key, signal)) {
      if (object.key !== key) continue;
      if (bytes === null || object.bytes === bytes) return undefined;
      return `the object ${key} has ${object.bytes} bytes, its row says ${bytes}`;
    }
    return `the object ${key} is not there`;
  }
}

/** Objects that no row names, once they are too old to be about to get one. */
export async function* lookAtObjects(deps: AuditDeps, signal: AbortSignal): AsyncGenerator<Step> {
  const { storage, clock, graceSeconds } = deps;
  const until = clock().getTime() - graceSeconds * 1_000;
  for (const prefix of [MATERIALS_PREFIX, USERS_PREFIX]) {
    let batch: ListedObject[] = [];
    for await (const object of storage.list(prefix, signal)) {
      if (object.lastModified.getTime() < until) batch.push(object);
      if (batch.length < BATCH) continue;
      yield await judgeObjects(deps, batch);
      batch = [];
    }
    yield await judgeObjects(deps, batch);
  }
}

async function judgeObjects({ db }: AuditDeps, objects: readonly ListedObject[]): Promise<Step> {
  const idsBy = (idOf: (key: string) => string | undefined) => objects.flatMap(({ key }) => idOf(key) ?? []);
  const named = new Set<string | null>([
    ...(await Material.query(db).findByIds(idsBy(materialIdIn)).select('id')).map(({ id }) => id),
    ...(await UserProfile.query(db).whereIn('avatarId', idsBy(avatarIdIn)).select('avatarId')).map(
      (row) => row.avatarId,
    ),
    ...(await Question.query(db).findByIds(idsBy(questionIdIn)).modify('open').select('id')).map(({ id }) => id),
    ...(await listKnownExports(db, idsBy(exportIdIn))),
  ]);
  const findings = objects.flatMap(({ key }): Finding[] => {
    const id = materialIdIn(key) ?? avatarIdIn(key) ?? questionIdIn(key) ?? exportIdIn(key);
    if (id !== undefined && named.has(id)) return [];
    return [{ id: id ?? key, wrong: `no row names the object ${key}` }];
  });
  return { rows: objects.length, findings };
}
