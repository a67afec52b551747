/** Every workflow of the worker's bundle. */
export { deleteMaterial } from './delete-material/workflow.js';
export { ingestMaterial } from './ingest-material/workflow.js';
export { reconcile } from './reconcile/workflow.js';
export { solveDoubt } from './solve-doubt/workflow.js';
