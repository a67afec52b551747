import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { MailTransport, OutgoingMail } from '../../clients/mail/transport.js';
import { Erasure } from '../../db/models/erasure.js';
import { Mail } from '../../db/models/mail.js';
import type { OneTimeCodeKind } from '../../db/models/one-time-code.js';
import { User } from '../../db/models/user.js';
import { UserPreferences } from '../../db/models/user-preferences.js';
import type { MailKind } from '../../domain/account/mails.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import type { Run } from '../../domain/runs/flows.js';
import { issueCode } from '../auth/one-time-codes.js';
import { readStreak } from '../game/read-streak.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { lockRun, writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';
import { type MailCode, type MailFacts, mailText } from './mail-text.js';

/** Mails of one kind that a user gets within an hour at most, whoever asks for them. */
const MAX_AN_HOUR = 5;

/** Minutes that the code in a mail works, for the kinds that have one. */
const CODE_MINUTES: Record<MailKind & OneTimeCodeKind, number> = { 'verify-email': 24 * 60, 'reset-password': 30 };
/** Days that a mail can be unsubscribed from. */
const UNSUBSCRIBE_DAYS = 60;
const hasCode = (kind: MailKind): kind is keyof typeof CODE_MINUTES => kind in CODE_MINUTES;

export interface DeliverDeps {
  db: Knex;
  clock: Clock;
  mails: MailTransport;
  /** Address of the frontend; without one, mails show codes in place of links. */
  appUrl: string | undefined;
  /** Address of the API. */
  publicUrl: string;
}

/**
 * Writes a mail and sends it, or skips one that nobody should get. Its code is made here, so that the mail alone has it.
 * A run that dies between sending and saying so sends again: at least once, with the same Message-ID, and both codes work.
 * @throws Failure Superseded, MailRefused, MailUnavailable.
 */
export function deliverMail(deps: DeliverDeps, run: Run, signal: AbortSignal): Promise<'sent' | 'skipped'> {
  const step = { ...run, flow: 'sendMail', states: ['sent', 'skipped'] } as const;
  return finishOnce(deps, step, () => deliver(deps, run, signal));
}

async function deliver(deps: DeliverDeps, run: Run, signal: AbortSignal): Promise<'sent' | 'skipped'> {
  const { db, mails, clock } = deps;
  const outgoing = await db.transaction((trx) => prepareMail(deps, run, trx));
  if (!outgoing) return 'skipped';
  await mails.send(outgoing, signal);
  await writeInRun(deps, 'sendMail', run, (mail, trx) => finishRow('sendMail', mail, { status: 'sent' }, clock(), trx));
  return 'sent';
}

/** @returns null for a mail that is skipped. */
async function prepareMail(
  { clock, appUrl, publicUrl }: DeliverDeps,
  run: Run,
  trx: Transaction,
): Promise<OutgoingMail | null> {
  const now = clock();
  const user = await lockRecipient(run, trx);
  const mail = await lockRun('sendMail', run, trx);
  if (mail.kind === 'erasure-finished' && mail.recipientAddress) return farewell(mail, mail.recipientAddress);
  const found = { userId: user?.id ?? null, recipientAddress: null };
  const facts = user && (await factsFor(mail, user, now, trx));
  if (!user || !facts || (await isOneTooMany(mail, user, now, trx))) {
    await finishRow('sendMail', mail, { ...found, status: 'skipped' }, now, trx);
    return null;
  }
  const code = await codeFor(mail.kind, user.id, now, trx);
  const unsubscribe = mail.kind === 'streak-at-risk' ? await unsubscribeCode(user.id, now, trx) : undefined;
  const { id, kind, createdAt: queuedAt } = mail;
  await mail.$query(trx).patch(found);
  return {
    ...{ id, kind, queuedAt, to: user.email },
    ...mailText(kind, { ...facts, code, appUrl, unsubscribe }),
    ...(unsubscribe ? { unsubscribeUrl: `${publicUrl}/api/v1/mail/unsubscribe?code=${unsubscribe}` } : {}),
  };
}

/** The last mail to somebody who has no account any more; who has made another with the address since gets it all the same. */
const farewell = ({ id, kind, createdAt: queuedAt, erasureId }: Mail, to: string): OutgoingMail => ({
  ...{ id, kind, queuedAt, to },
  ...mailText(kind, { receipt: erasureId ?? '' }),
});

/** The user that a mail is for, locked before the mail, so that mails are counted one after the other. */
async function lockRecipient({ id }: Run, trx: Transaction): Promise<User | undefined> {
  const mail = await Mail.query(trx).findById(id).select('userId', 'recipientAddress');
  const { userId = null, recipientAddress = null } = mail ?? {};
  if (!userId && !recipientAddress) return undefined;
  const who = userId ? { id: userId } : { email: recipientAddress ?? '' };
  const user = await User.query(trx).findOne(who).forNoKeyUpdate();
  return user?.$fetchGraph('profile', { transaction: trx });
}

/** What a mail tells its reader; null where the reader should not get it, or not any more. */
async function factsFor({ kind, createdAt }: Mail, user: User, now: Date, trx: Transaction): Promise<MailFacts | null> {
  const { status, emailVerifiedAt, profile } = user;
  if (status !== 'active' && status !== 'erasing') return null;
  if (kind === 'verify-email' && emailVerifiedAt) return null;
  if (kind === 'erasure-cancelled' && status === 'erasing') return null;
  if (kind === 'streak-at-risk' && (status !== 'active' || !(await isAtRisk(user.id, createdAt, now, trx))))
    return null;
  // A name that nobody has vouched for would let strangers write into our mails.
  const name = emailVerifiedAt ? profile?.displayName : undefined;
  if (kind !== 'erasure-requested') return { name };
  const erasure = await Erasure.query(trx).findOne({ userId: user.id }).modify('open');
  if (!erasure) return null;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: profile?.timeZone ?? 'UTC' });
  return { name, day: format.format(erasure.eraseAt), receipt: erasure.id };
}

/**
 * Whether as many went out or are about to. Of those about to, an asked one counts from when its user was found;
 * any other comes before those that were queued later.
 */
async function isOneTooMany(
  { id, kind, recipientAddress }: Mail,
  user: User,
  now: Date,
  trx: Transaction,
): Promise<boolean> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
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

/** Whether a student wants to be told, and the day that was warned of is today and still to be studied. */
async function isAtRisk(userId: string, warnedAt: Date, now: Date, trx: Transaction): Promise<boolean> {
  const preferences = await UserPreferences.query(trx).findById(userId).select('streakMails');
  if (!preferences?.streakMails) return false;
  const { streak, rules } = await readStreak(userId, now, trx);
  return streak.atRiskUntil !== null && dayAt(rules.calendar, warnedAt) === streak.today;
}

const unsubscribeCode = (userId: string, now: Date, trx: Transaction): Promise<string> =>
  issueCode({ kind: 'unsubscribe', userId, lifeMinutes: UNSUBSCRIBE_DAYS * 24 * 60, now }, trx);

async function codeFor(kind: MailKind, userId: string, now: Date, trx: Transaction): Promise<MailCode | undefined> {
  if (!hasCode(kind)) return undefined;
  const lifeMinutes = CODE_MINUTES[kind];
  return { text: await issueCode({ kind, userId, lifeMinutes, now }, trx), lifeMinutes };
}
