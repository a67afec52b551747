import type { Run } from '../domain/runs/flows.js';
import {
  deleteMaterialObjects,
  deleteMaterialRows,
  type MaterialDeletionDeps,
} from '../services/materials/delete-material-data.js';

export type MaterialDeletionActivities = ReturnType<typeof createMaterialDeletionActivities>;

/** The steps of `deleteMaterial`. */
export function createMaterialDeletionActivities(deps: MaterialDeletionDeps) {
  return {
    deleteMaterialObjects: (run: Run) => deleteMaterialObjects(deps, run),
    deleteMaterialRows: (run: Run) => deleteMaterialRows(deps, run),
  };
}
