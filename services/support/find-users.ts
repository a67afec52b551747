import type { Knex } from 'knex';
import { type FoundUser, findSupportUsers, type UserSought } from '../../db/queries/support-users.js';
import { serviceUnavailable } from '../../domain/problems.js';
import type { RunFinder } from '../shared/ports.js';
import { type Supporter, searchAsSupport } from './act-as-support.js';

/** By what a person is looked for. */
export type Wanted = { email: string } | { friendCode: string } | { id: string } | { requestId: string };

export interface Found {
  users: FoundUser[];
  /** Of a request. */
  workflowIds: string[];
}

/**
 * The people whom an e-mail, a friend code, or an id of a person or of something of theirs leads to; or a request, as
 * long as Temporal keeps the runs that it started.
 * @throws Problem service-unavailable for a request where Temporal does not answer; those of searchAsSupport.
 */
export async function findUsers(
  { db, runFinder }: { db: Knex; runFinder: RunFinder },
  { supporter, wanted, reason }: { supporter: Supporter; wanted: Wanted; reason: string },
): Promise<Found> {
  const [by = 'id'] = Object.keys(wanted);
  const { sought, workflowIds } = await resolve(runFinder, wanted);
  const users = await searchAsSupport({ db }, { supporter, reason, by }, (trx) => findSupportUsers(trx, sought));
  return { users, workflowIds };
}

async function resolve(runFinder: RunFinder, wanted: Wanted): Promise<{ sought: UserSought; workflowIds: string[] }> {
  if ('email' in wanted) return { sought: { email: wanted.email }, workflowIds: [] };
  if ('friendCode' in wanted) return { sought: { friendCode: wanted.friendCode }, workflowIds: [] };
  if ('id' in wanted) return { sought: { ids: [wanted.id] }, workflowIds: [] };
  const runs = await runFinder.byRequest(wanted.requestId).catch((error: unknown) => {
    throw serviceUnavailable('Temporal, which knows what a request started, does not answer.', error);
  });
  const ids = runs.flatMap(({ userId, resourceId }) => userId ?? resourceId ?? []);
  return { sought: { ids: [...new Set(ids)] }, workflowIds: runs.map(({ workflowId }) => workflowId) };
}
