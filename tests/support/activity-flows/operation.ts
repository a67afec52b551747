import { exportKey } from '../../../domain/object-keys.js';
import { buildExport, buildGuide, buildOneTimeCode, buildStudent } from '../factories/index.js';
import { putObject } from '../objects.js';
import { queuedMaterial } from './made-materials.js';
import { type ActivityFlows, stepsOf } from './steps.js';

export const OPERATION_FLOWS: ActivityFlows = {
  reconcile: async ({ data, activities }) => {
    const { run } = await queuedMaterial(data);
    // Those that other flows leave here have theirs: a pass queues guides for none.
    const without: { id: string; userId: string }[] = await data
      .db('materials as m')
      .whereIn('status', ['ready', 'partial'])
      .whereNotExists(data.db('guides as g').whereRaw('g.id = m.id'))
      .select('id', 'ownerId as userId');
    for (const guide of without) await buildGuide(data.db, guide);
    // Nor has it lessons to make searchable.
    await data.db('lessons').update({ chunkedHash: data.db.ref('text_hash') });
    await data
      .db('materials')
      .where({ id: run.id })
      .update({ nextCheckAt: new Date(0) });
    return [stepsOf(activities)('reconcileRows')];
  },

  sweep: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const long = new Date(0);
    await buildOneTimeCode(data.db, { userId, expiresAt: long });
    const { id, writeNo } = await buildExport(data.db, { userId, expiresAt: long });
    await putObject(data.config, exportKey({ userId, id, writeNo }), Buffer.from('zip'));
    const step = stepsOf(activities);
    return [step('sweepRows'), step('sweepFiles')];
  },
};
