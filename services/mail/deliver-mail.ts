import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { MailTransport, OutgoingMail } from '../../clients/mail/transport.js';
import { Erasure } from '../../db/models/erasure.js';
import { Mail } from '../../db/models/mail.js';
import type { OneTimeCodeKind } from '../../db/models/one-time-code.js';
import { User } from '../../db/models/user.js';
import type { MailKind } from '../../domain/account/mails.js';
import type { Run } from '../../domain/runs/workflow-ids.js';
import { issueCode } from '../auth/one-time-codes.js';
import { lockRun } from '../runs/runs.js';
import { type MailCode, type MailFacts, mailText } from './mail-text.js';

/** Mails of one kind that a user gets within an hour at most, whoever asks for them. */
const MAX_AN_HOUR = 5;

/** Minutes that the code in a mail works, for the kinds that have one. */
const CODE_MINUTES: Record<MailKind & OneTimeCodeKind, number> = { 'verify-email': 24 * 60, 'reset-password': 30 };
const hasCode = (kind: MailKind): kind is keyof typeof CODE_MINUTES => kind in CODE_MINUTES;

export interface DeliverDeps {
  db: Knex;
  mails: MailTransport;
  /** Address of the frontend; without one, mails show codes in place of links. */
  appUrl: string | undefined;
}

/**
 * Writes a mail and sends it, or skips one that nobody should get. Its code is made here, so that the mail alone has it.
 * A run that dies between sending and saying so sends again: at least once, with the same Message-ID, and both codes work.
 * @throws Failure Superseded, MailRefused, MailUnavailable.
 */
export async function deliverMail(
  { db, mails, appUrl }: DeliverDeps,
  run: Run,
  signal: AbortSignal,
): Promise<'sent' | 'skipped'> {
  const outgoing = await db.transaction((trx) => prepareMail(run, appUrl, trx));
  if (!outgoing) return 'skipped';
  await mails.send(outgoing, signal);
  await db.transaction(async (trx) => {
    await lockRun('mails', run, trx);
    await Mail.query(trx).findById(run.id).patch({ status: 'sent', finishedAt: new Date(), nextCheckAt: null });
  });
  return 'sent';
}

/** @returns null for a mail that is skipped. */
async function prepareMail(run: Run, appUrl: string | undefined, trx: Transaction): Promise<OutgoingMail | null> {
  const mail = await Mail.query(trx).findById(run.id);
  // The user first, as everywhere: the other order could lock itself in with an erasure.
  const user = mail && (await lockRecipient(mail, trx));
  await lockRun('mails', run, trx);
  if (!mail) return null;
  const found = { userId: user?.id ?? null, recipientAddress: null };
  const facts = user && (await factsFor(mail, user, trx));
  if (!user || !facts || (await isOneTooMany(mail, user, trx))) {
    await mail.$query(trx).patch({ ...found, status: 'skipped', finishedAt: new Date(), nextCheckAt: null });
    return null;
  }
  await mail.$query(trx).patch(found);
  const { id, kind, createdAt: queuedAt } = mail;
  const code = await codeFor(kind, user.id, trx);
  return { id, kind, queuedAt, to: user.email, ...mailText(kind, { ...facts, code, appUrl }) };
}

/** The user that a mail is for, held until the transaction ends, so that mails are counted one after the other. */
async function lockRecipient({ userId, recipientAddress }: Mail, trx: Transaction): Promise<User | undefined> {
  if (!userId && !recipientAddress) return undefined;
  const who = userId ? { id: userId } : { email: recipientAddress ?? '' };
  const user = await User.query(trx).findOne(who).forNoKeyUpdate();
  return user?.$fetchGraph('profile', { transaction: trx });
}

/** What a mail tells its reader; null where the reader should not get it, or not any more. */
async function factsFor({ kind }: Mail, user: User, trx: Transaction): Promise<MailFacts | null> {
  const { status, emailVerifiedAt, profile } = user;
  if (status !== 'active' && status !== 'erasing') return null;
  if (kind === 'verify-email' && emailVerifiedAt) return null;
  if (kind === 'erasure-cancelled' && status === 'erasing') return null;
  // A name that nobody has vouched for would let strangers write into our mails.
  const name = emailVerifiedAt ? profile?.displayName : undefined;
  if (kind !== 'erasure-requested') return { name };
  const erasure = await Erasure.query(trx).findOne({ userId: user.id }).modify('open');
  if (!erasure) return null;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: profile?.timeZone ?? 'UTC' });
  return { name, day: format.format(erasure.eraseAt) };
}

/**
 * Whether as many went out or are about to. Of those about to, an asked one counts from when its user was found;
 * any other comes before those that were queued later.
 */
async function isOneTooMany({ id, kind, recipientAddress }: Mail, user: User, trx: Transaction): Promise<boolean> {
  const hourAgo = new Date(Date.now() - 3_600_000);
  const others = Mail.query(trx)
    .where({ userId: user.id, kind })
    .whereNot({ id })
    .where((which) => {
      which.where({ status: 'sent' }).where('finishedAt', '>', hourAgo);
      which.orWhere((open) => {
        open.modify('open');
        if (recipientAddress === null) open.where('id', '<', id);
      });
    });
  return (await others.resultSize()) >= MAX_AN_HOUR;
}

async function codeFor(kind: MailKind, userId: string, trx: Transaction): Promise<MailCode | undefined> {
  if (!hasCode(kind)) return undefined;
  const lifeMinutes = CODE_MINUTES[kind];
  return { text: await issueCode({ kind, userId, lifeMinutes }, trx), lifeMinutes };
}
