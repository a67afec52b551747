import type { Knex } from 'knex';
import { z } from 'zod';
import { aiBudgets, answererOf, minAnswerCost } from '../clients/ai/index.js';
import type { Config } from '../config.js';
import { Erasure } from '../db/models/erasure.js';
import type { WorkedOn } from '../db/queries/support-lists.js';
import { normalizeEmail } from '../domain/account/email.js';
import { failureCode } from '../domain/runs/failure-code.js';
import { FAILURES } from '../domain/runs/failures.js';
import { rowIdIn } from '../domain/runs/flows.js';
import { readFriendCode } from '../domain/social/friend-code.js';
import { supportSearches } from '../domain/support/searches.js';
import { MAX_REASON, WORK_KINDS, type WorkKind } from '../domain/support/work-kinds.js';
import { createLog } from '../log.js';
import { systemClock } from '../services/shared/clock.js';
import { findUsers, type Wanted } from '../services/support/find-users.js';
import { readUserState } from '../services/support/read-user.js';
import { cancelAsSupport, type RetryDeps, retryAsSupport } from '../services/support/retry-or-cancel.js';
import { temporal } from '../stack/engines/temporal.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import { createRunFinder } from '../temporal-config/find-runs.js';
import { createRunLinks } from '../temporal-config/run-links.js';

const isId = (text = ''): boolean => z.uuid().safeParse(text).success;

/** Whether a command of `npm run admin` is one of these, and complete. */
export function isHelp([command, first = '', id, reason = '', ...rest]: string[]): boolean {
  if (command === 'searches') return first === '';
  if (command === 'find') return id === undefined && wantedOf(first) !== undefined;
  if (command === 'receipt') return id === undefined && isId(first);
  const isRetryOrCancel = command === 'retry' || command === 'cancel';
  const hasReason = reason.trim().length > 0 && reason.length <= MAX_REASON && rest.length === 0;
  return isRetryOrCancel && WORK_KINDS.some((kind) => kind === first) && isId(id) && hasReason;
}

/** Does what was asked. @returns what to tell. @throws Error in a sentence. */
export async function helpStudent(db: Knex, config: Config, args: string[]): Promise<string> {
  const [command, first = '', id = '', reason = ''] = args;
  if (command === 'receipt') return tellReceipt(db, first);
  const ports = portsFromEnvironment(process.env);
  const client = createTemporalClient({
    ...config,
    TEMPORAL_ADDRESS: config.TEMPORAL_ADDRESS ?? temporal.address(ports),
  });
  const uiUrl = process.env.TEMPORAL_UI_URL || `http://127.0.0.1:${ports.temporalUi}`;
  const links = createRunLinks(uiUrl, client.options.namespace);
  try {
    if (command === 'searches')
      return supportSearches(systemClock())
        .map(({ what, query }) => `${what}\n  ${links.search(query)}`)
        .join('\n');
    if (command === 'find') {
      const wanted = wantedOf(first) as Wanted;
      const asked = { supporter: 'command', wanted, reason: 'npm run admin -- find' } as const;
      const { users, workflowIds } = await findUsers({ db, runFinder: createRunFinder(client) }, asked);
      const runs = workflowIds.map((workflowId) => `run ${workflowId}  ${links.run(workflowId)}`);
      const told = await Promise.all(users.map((user) => tellUser(db, user.id, links)));
      return [...runs, ...(told.length === 0 ? ['That leads to nobody.'] : told)].join('\n');
    }
    const deps: RetryDeps = {
      ...{ db, clock: systemClock, log: createLog('warn', 'admin') },
      starter: createWorkflowStarter(client, config.TASK_QUEUE_PREFIX),
      quota: {
        ...{ files: config.MATERIALS_PER_STUDENT, bytes: config.BYTES_PER_STUDENT },
        ...{ pagesPerDay: config.PAGES_PER_DAY, chunks: config.CHUNKS_PER_STUDENT },
      },
      ai: { budget: aiBudgets(config), leastCost: minAnswerCost(config) },
      answerer: answererOf(config),
    };
    const request = { supporter: 'command', kind: first as WorkKind, id, reason: reason.trim() } as const;
    const row = await (command === 'retry' ? retryAsSupport : cancelAsSupport)(deps, request);
    return tellRow(first, row, links);
  } finally {
    await client.connection.close();
  }
}

/** What a person tells of themselves; undefined for what can be none of it. */
function wantedOf(text: string): Wanted | undefined {
  if (z.email().safeParse(text).success) return { email: normalizeEmail(text) };
  const requestId = /^request:([\w.-]{1,100})$/.exec(text)?.[1];
  if (requestId) return { requestId };
  const id = rowIdIn(text.toLowerCase());
  if (isId(id)) return { id };
  const friendCode = readFriendCode(text);
  return friendCode === undefined ? undefined : { friendCode };
}

type Links = ReturnType<typeof createRunLinks>;

/** How an account stands, and every row of its newest that has failed or goes on. */
async function tellUser(db: Knex, userId: string, links: Links): Promise<string> {
  const look = { supporter: 'command', userId, reason: 'npm run admin -- find', limit: 100 } as const;
  const { account, rows } = await readUserState({ db }, look);
  const { status, role, xp, level } = account;
  const lines = WORK_KINDS.flatMap((kind) =>
    rows[kind]
      .filter(({ finishedAt, failure }) => finishedAt === null || failure)
      .map((row) => tellRow(kind, row, links)),
  );
  return [
    `${userId}  ${status}, ${role}, level ${level}, ${xp} XP`,
    `  ${links.search(`UserId = '${userId}'`)}`,
    ...(account.erasureId ? [`  erasure ${account.erasureId}, due ${account.eraseAt?.toISOString()}`] : []),
    ...(lines.length === 0 && !account.erasureId ? ['Nothing of it failed or goes on.'] : lines).map(
      (line) => `  ${line}`,
    ),
  ].join('\n');
}

function tellRow(kind: string, { id, status, failure, runNo, workflowId }: WorkedOn, links: Links): string {
  const why = failure ? ` (${failureCode(failure)}) ${FAILURES[failure].sentence}` : '';
  return `${kind} ${id}  ${status}, run ${runNo}${why}${workflowId ? `  ${links.run(workflowId)}` : ''}`;
}

async function tellReceipt(db: Knex, id: string): Promise<string> {
  const erasure = await Erasure.query(db).findById(id);
  if (!erasure) throw new Error(`There is no erasure ${id}.`);
  const { status, phase, eraseAt, finishedAt, receipt } = erasure;
  if (status === 'cancelled') return `Called off on ${finishedAt?.toISOString()}: its owner signed in.`;
  if (status !== 'done') return `Not done yet: ${phase ?? status}, due ${eraseAt.toISOString()}.`;
  const removed = Object.entries(receipt ?? {})
    .sort()
    .map(([what, count]) => `  ${what}: ${count}`);
  return [`Erased on ${finishedAt?.toISOString()}. Removed:`, ...removed].join('\n');
}
