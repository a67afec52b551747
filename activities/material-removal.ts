import type { Run } from '../domain/workflow-ids.js';
import { type RemovalDeps, removeMaterialObject, removeMaterialRows } from '../services/materials/remove-material.js';

export type MaterialRemovalActivities = ReturnType<typeof createMaterialRemovalActivities>;

/** The steps of `deleteMaterial`. */
export function createMaterialRemovalActivities(deps: RemovalDeps) {
  return {
    removeMaterialObject: (run: Run) => removeMaterialObject(deps, run),
    removeMaterialRows: (run: Run) => removeMaterialRows(deps, run),
  };
}
