import { parse } from 'node:path';
import type { Knex } from 'knex';
import { findMaterial, listMaterials } from '../../../db/queries/materials.js';
import { listPages } from '../../../db/queries/pages.js';
import { Problem } from '../../../domain/problems.js';
import { lineFrom } from '../../../domain/text/line-of-text.js';
import { cancelMaterial } from '../../../services/materials/cancel-material.js';
import { deleteMaterial } from '../../../services/materials/delete-material.js';
import { materialFileLink } from '../../../services/materials/file-link.js';
import type { MaterialNames } from '../../../services/materials/queue-upload.js';
import { renameMaterial } from '../../../services/materials/rename-material.js';
import { retryMaterial } from '../../../services/materials/retry-material.js';
import { type UploadDeps, uploadMaterial } from '../../../services/materials/upload-material.js';
import { type AskDeps, askQuestion } from '../../../services/questions/ask-question.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { parsePart } from '../../contract/validate.js';
import { callerGone } from '../../middleware/caller-gone.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { type IncomingFile, receiveFile, type UploadLimits } from '../../middleware/multipart.js';
import { isFinished, waitForEnd } from '../../middleware/prefer-wait.js';
import { tellLocation } from '../../middleware/tell-location.js';
import { respondWithQuestion } from '../questions/respond-with-question.js';
import { presentMaterial, presentPage, presentUpload } from './presenter.js';
import {
  cancelMaterialOperation,
  deleteMaterialOperation,
  getFileOperation,
  getMaterialOperation,
  listMaterialsOperation,
  listPagesOperation,
  queryMaterialsOperation,
  renameMaterialOperation,
  retryMaterialOperation,
  TITLE_MAX,
  uploadForm,
  uploadOperation,
} from './schema.js';

/** Documents of students: upload, progress, pages, and questions about them. */
export function materialRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: UploadDeps & UploadLimits & AskDeps & { db: Knex; rowWaiter: RowWaiter },
): void {
  route(uploadOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const idempotent = idempotentRequest(ctx);
    const { materialId, created, title } = await receiveFile(ctx, deps, async ({ stream, filename, fields }) => {
      const named = async () => namesOf(await fields(), filename);
      const result = await uploadMaterial(deps, { caller, file: stream, named, idempotent }, callerGone(ctx));
      return { ...result, ...(await named()) };
    });
    const material = await waitForEnd(ctx, deps.rowWaiter, () => findMaterial(deps.db, caller.userId, materialId));
    if (!material) throw new Problem('not-found', 'The material was deleted meanwhile.');
    ctx.status = created && !isFinished(material) ? 202 : 200;
    ctx.set('Location', `/api/v1/materials/${materialId}`);
    ctx.body = presentUpload(material, created || title === UNTITLED ? undefined : title);
  });

  route(listMaterialsOperation, async (ctx) => {
    const rows = await listMaterials(deps.db, ctx.state.principal.userId, withExtraRow(ctx.state.query));
    ctx.body = listPage(rows, ctx.state.query.limit, presentMaterial, ({ id }) => id);
  });

  route(getMaterialOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, materialId: ctx.state.params.id };
    ctx.body = presentMaterial(await waitForEnd(ctx, deps.rowWaiter, () => findOrRefuse(deps.db, input)));
  });

  route(renameMaterialOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, materialId: ctx.state.params.id };
    await renameMaterial(deps, { ...input, ...ctx.state.body });
    ctx.body = presentMaterial(await findOrRefuse(deps.db, input));
  });

  route(listPagesOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, materialId: ctx.state.params.id };
    const material = await findOrRefuse(deps.db, input);
    const rows = await listPages(deps.db, material.id, withExtraRow(ctx.state.query));
    ctx.body = listPage(rows, ctx.state.query.limit, presentPage, ({ pageNo }) => String(pageNo));
  });

  route(getFileOperation, async (ctx) => {
    const input = { userId: ctx.state.principal.userId, materialId: ctx.state.params.id };
    const { url, expiresAt } = await materialFileLink(deps, input);
    ctx.body = { url, expiresAt: expiresAt.toISOString() };
  });

  route(cancelMaterialOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, materialId: ctx.state.params.id };
    await cancelMaterial(deps, input);
    ctx.body = presentMaterial(await findOrRefuse(deps.db, input));
  });

  route(retryMaterialOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, materialId: ctx.state.params.id };
    await retryMaterial(deps, input);
    const material = await waitForEnd(ctx, deps.rowWaiter, () => findOrRefuse(deps.db, input));
    tellLocation(ctx, material, `/api/v1/materials/${material.id}`);
    ctx.body = presentMaterial(material);
  });

  route(deleteMaterialOperation, async (ctx) => {
    await deleteMaterial(deps, { caller: ctx.state.principal, materialId: ctx.state.params.id });
    ctx.status = 204;
  });

  route(queryMaterialsOperation, async (ctx) => {
    const request = { caller: ctx.state.principal, idempotent: idempotentRequest(ctx) };
    const input = { ...request, ...ctx.state.body, threadId: undefined, lessonsAllowed: false, generalAllowed: false };
    await respondWithQuestion(ctx, deps, await askQuestion(deps, input));
  });
}

/** @throws Problem not-found, also for one that went away meanwhile. */
async function findOrRefuse(db: Knex, { caller, materialId }: { caller: Caller; materialId: string }) {
  const material = await findMaterial(db, caller.userId, materialId);
  if (!material) throw new Problem('not-found', 'No such material.');
  return material;
}

/** What is called so that has no name: nobody wants it for another. */
const UNTITLED = 'Untitled';

/** The form's title, or the file's name without its ending, and the topic. */
function namesOf(fields: Awaited<ReturnType<IncomingFile['fields']>>, filename: string): MaterialNames {
  const body = parsePart(uploadForm, 'body', fields);
  return { title: body?.title ?? (lineFrom(parse(filename).name, TITLE_MAX) || UNTITLED), topic: body?.topic };
}
