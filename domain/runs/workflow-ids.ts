/** A run of work on one row: the row's id and its run number, which every retry raises. */
export interface Run {
  id: string;
  runNo: number;
}

/** Workflow id of one ingestion run. */
export const ingestWorkflowId = (material: Run): string => `ingest:${material.id}:${material.runNo}`;

/** Workflow id of one run at the removal of a material. */
export const deleteMaterialWorkflowId = (material: Run): string => `delete-material:${material.id}:${material.runNo}`;

/** Workflow id of one run at moving a material to other vectors. */
export const reembedWorkflowId = (reembedding: Run): string => `reembed:${reembedding.id}:${reembedding.runNo}`;

/** Workflow id of one run at an answer. */
export const questionWorkflowId = (message: Run): string => `question:${message.id}:${message.runNo}`;

/** Workflow id of one run at sending a mail. */
export const mailWorkflowId = (mail: Run): string => `mail:${mail.id}:${mail.runNo}`;

/** Workflow id of one run at an export. */
export const exportWorkflowId = (accountExport: Run): string => `export:${accountExport.id}:${accountExport.runNo}`;

/** Workflow id of one run at an erasure. */
export const eraseWorkflowId = (erasure: Run): string => `erase:${erasure.id}:${erasure.runNo}`;
