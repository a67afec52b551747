import { originalKey } from '../../../domain/object-keys.js';
import { buildGuide, buildReembedding } from '../factories/index.js';
import { putObject } from '../objects.js';
import { materialToSearch, queuedMaterial, TEXT } from './made-materials.js';
import { type ActivityFlows, stepsOf } from './steps.js';

export const MATERIALS_FLOWS: ActivityFlows = {
  ingestMaterial: async ({ data, activities }) => {
    const { run } = await queuedMaterial(data);
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'ingestMaterial' })),
      step('probeMaterial', () => run),
      step('readPages', () => ({ ...run, from: 1, to: 2 })),
      step('chunkMaterial', () => run),
      step('embedChunks', () => ({ ...run, seconds: 10 })),
      step('finishMaterial', () => run),
    ];
  },

  'ingestMaterial that fails': async ({ data, activities }) => {
    const { run } = await queuedMaterial(data);
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'ingestMaterial' })),
      step('endRun', () => ({ ...run, flow: 'ingestMaterial', end: { status: 'failed', failure: 'Corrupt' } })),
    ];
  },

  deleteMaterial: async ({ data, activities }) => {
    const { run, chunk } = await materialToSearch(data, 'deleting');
    await putObject(data.config, originalKey(chunk.materialId), Buffer.from(TEXT));
    const step = stepsOf(activities);
    return [
      step('deleteMaterialObjects', () => run),
      step('deleteMaterialRows', () => run),
      step('deleteMaterialObjects', () => run),
    ];
  },

  reembedMaterial: async ({ data, activities, model }) => {
    const { ownerId: userId, chunk } = await materialToSearch(data, 'ready');
    const { materialId } = chunk;
    const { id } = await buildReembedding(data.db, { userId, materialId, model, status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'reembedMaterial' })),
      step('embedBeside', () => run),
      step('swapModel', () => run),
    ];
  },

  buildGuide: async ({ data, activities }) => {
    const { ownerId: userId, run } = await materialToSearch(data, 'ready');
    await buildGuide(data.db, { id: run.id, userId, status: 'queued' });
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'buildGuide' })),
      step('draftGuide', () => run),
      step('writeGuide', () => run),
      step('storeGuide', () => run),
    ];
  },
};
