import {
  deleteMaterialWorkflowId,
  eraseWorkflowId,
  exportWorkflowId,
  ingestWorkflowId,
  mailWorkflowId,
  questionWorkflowId,
  type Run,
  reembedWorkflowId,
} from '../../domain/runs/workflow-ids.js';
import type { WorkflowStart } from '../shared/ports.js';

/** A run and whose it is. */
type OwnedRun = Run & { userId: string | null };

/** Rows of these tables always have an owner. */
const ownerOf = ({ id, userId }: OwnedRun): string => {
  if (userId === null) throw new Error(`row ${id} has no owner`);
  return userId;
};

/** The start of one ingestion run. */
export function startOfIngestion(run: OwnedRun): WorkflowStart {
  const input = { materialId: run.id, userId: ownerOf(run), runNo: run.runNo };
  return { flow: 'ingestMaterial', workflowId: ingestWorkflowId(run), resourceId: run.id, userId: run.userId, input };
}

/** The start of one run at the removal of a material. */
export function startOfMaterialDeletion(run: OwnedRun): WorkflowStart {
  const workflowId = deleteMaterialWorkflowId(run);
  const input = { materialId: run.id, userId: ownerOf(run), runNo: run.runNo };
  return { flow: 'deleteMaterial', workflowId, resourceId: run.id, userId: run.userId, input };
}

/** The start of one run at moving a material to other vectors. */
export function startOfReembedding(run: OwnedRun): WorkflowStart {
  const input = { reembeddingId: run.id, userId: ownerOf(run), runNo: run.runNo };
  return { flow: 'reembedMaterial', workflowId: reembedWorkflowId(run), resourceId: run.id, userId: run.userId, input };
}

/** The start of one run at an answer. */
export function startOfQuestion(run: OwnedRun): WorkflowStart {
  const input = { questionId: run.id, userId: ownerOf(run), runNo: run.runNo };
  return { flow: 'answerQuestion', workflowId: questionWorkflowId(run), resourceId: run.id, userId: run.userId, input };
}

/** The start of one run at sending a mail. */
export function startOfMail(run: OwnedRun): WorkflowStart {
  const input = { mailId: run.id, userId: run.userId, runNo: run.runNo };
  return { flow: 'sendMail', workflowId: mailWorkflowId(run), resourceId: run.id, userId: run.userId, input };
}

/** The start of one run at an export. */
export function startOfExport(run: OwnedRun): WorkflowStart {
  const input = { exportId: run.id, userId: ownerOf(run), runNo: run.runNo };
  return { flow: 'exportAccount', workflowId: exportWorkflowId(run), resourceId: run.id, userId: run.userId, input };
}

/** The start of one run at an erasure; it does not tell whose. */
export function startOfErasure({ id, runNo }: Run): WorkflowStart {
  const run = { id, runNo };
  const input = { erasureId: id, runNo };
  return { flow: 'eraseAccount', workflowId: eraseWorkflowId(run), resourceId: id, userId: null, input };
}
