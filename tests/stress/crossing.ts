import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { MailTransport } from '../../clients/mail/transport.js';
import { FLOWS, type Flow, type Run } from '../../domain/runs/flows.js';
import type { Passwords } from '../../services/auth/passwords.js';
import type { TransactionDeps } from '../../services/runs/in-transaction.js';
import type { Caller } from '../../services/shared/lock-caller.js';

/** What the services that cross each other are run with. */
export interface Crossing extends TransactionDeps {
  passwords: Passwords;
  mails: MailTransport;
}

/** Who does it, and numbers between 0 and 1 that choose among what there is. */
export interface Turn {
  caller: Caller;
  choice: number;
  other: number;
}

export type Operation = (deps: Crossing, turn: Turn) => Promise<unknown>;

export const pick = <T>(rows: readonly T[], choice: number): T | undefined => rows[Math.floor(choice * rows.length)];

const OWNERS = {
  materials: 'ownerId',
  questions: 'userId',
  threads: 'userId',
  reembeddings: 'userId',
  quizzes: 'userId',
  mails: 'userId',
  exports: 'userId',
};

/** One of a student's rows, in one of some states; an id that nobody has where there is none. */
export async function choose(
  db: Knex,
  table: keyof typeof OWNERS,
  { caller: { userId }, choice }: Turn,
  states?: readonly string[],
): Promise<string> {
  const rows = db(table).where({ [OWNERS[table]]: userId });
  if (states) rows.whereIn('status', [...states]);
  return pick<string>(await rows.orderBy('id').pluck('id'), choice) ?? randomUUID();
}

/** The run of one of a student's rows that a run has still to work on. */
export async function chooseRun(db: Knex, flow: Flow, { caller: { userId }, choice }: Turn): Promise<Run | undefined> {
  const { table, ownerColumn, open } = FLOWS[flow];
  if (ownerColumn === null) return undefined;
  const rows = db(table)
    .where({ [ownerColumn]: userId })
    .whereIn('status', open);
  return pick<Run>(await rows.orderBy('id').select('id', 'runNo'), choice);
}
