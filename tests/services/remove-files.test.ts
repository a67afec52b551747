import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { erasedKey, originalKey } from '../../domain/object-keys.js';
import { removeFiles } from '../../services/account/erasure/remove-files.js';
import { asTheyLie } from '../support/as-they-lie.js';
import { buildErasure, buildMaterial, buildStudent } from '../support/factories/index.js';
import { listKeys, putObject } from '../support/objects.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());

test('an erasure removes the files of more materials than it takes at a time, however their rows lie', async () => {
  const { id: userId } = await buildStudent(data.db, { status: 'erased' });
  // The latest first.
  const ids = Array.from({ length: 102 }, (_, at) => uuidv7({ msecs: 1_000 - at }));
  for (const id of ids) await buildMaterial(data.db, { id, ownerId: userId });
  const withFiles = [ids[0], ids[99], ids[100], ids[101]] as string[];
  for (const id of withFiles) await putObject(data.config, originalKey(id), Buffer.from('bytes'));
  const removing = { status: 'processing', phase: 'removing', eraseAt: new Date(0), receipt: {} } as const;
  const { id, runNo } = await buildErasure(data.db, { userId, ...removing });
  const never = new AbortController().signal;
  await asTheyLie(data.db, (db) => removeFiles({ db, storage: data.storage }, { id, runNo }, never));
  expect(await listKeys(data.config)).toEqual([erasedKey(userId)]);
  expect(await data.db('erasures').where({ id }).first('receipt')).toEqual({ receipt: { files: 4 } });
});
