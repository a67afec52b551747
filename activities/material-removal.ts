import type { Knex } from 'knex';
import type { ObjectStorage } from '../clients/storage.js';
import type { Run } from '../domain/workflow-ids.js';
import { removeMaterialObject, removeMaterialRows } from '../services/materials/remove-material.js';

export type MaterialRemovalActivities = ReturnType<typeof createMaterialRemovalActivities>;

/** The steps of `deleteMaterial`. */
export function createMaterialRemovalActivities(deps: { db: Knex; storage: ObjectStorage }) {
  return {
    removeMaterialObject: (run: Run) => removeMaterialObject(deps, run),
    removeMaterialRows: (run: Run) => removeMaterialRows(deps, run),
  };
}
