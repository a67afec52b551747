/** `npm run admin -- COMMAND EMAIL`: what needs no login but access to the server. Works on DATABASE_URL, by default that of `npm start`. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { createEmbeddingProviders } from '../clients/ai/index.js';
import type { Config } from '../config.js';
import type { Role } from '../db/models/user.js';
import { createSentenceEncoder } from '../documents/encoder.js';
import { changeRole, lockByEmail } from '../services/account/change-role.js';
import { createAdmin } from '../services/account/create-admin.js';
import { reinstateUser, suspendUser } from '../services/account/suspend-user.js';
import { createPasswords } from '../services/auth/passwords.js';
import { closeCase } from '../services/fairness/close-case.js';
import { correctXp } from '../services/game/correct-xp.js';
import { queueReembeddings } from '../services/reembedding/queue-reembeddings.js';
import { systemClock } from '../services/shared/clock.js';
import { helpStudent, isHelp } from './help-student.js';
import { listFlags } from './list-flags.js';
import { onDatabase } from './on-database.js';

const USAGE = `npm run admin -- create EMAIL           make an administrator, or promote an account
npm run admin -- role EMAIL ROLE        give a role: student, support or admin
npm run admin -- suspend EMAIL          end all sessions and let nobody sign in
npm run admin -- reinstate EMAIL        let a suspended account in again
npm run admin -- correct-xp EMAIL XP    give XP, or take some back: -50
npm run admin -- flags [EMAIL]          list what is to be looked at: open flags, or all of a student
npm run admin -- close-flag CASE NOTE   close one; the note is in the student's exports
npm run admin -- find WHOM              whom an e-mail, friend code, id, workflow id or request:ID leads to, and what is wrong
npm run admin -- retry KIND ID REASON   a new run of one that failed: materials, questions, quizzes, mails, exports
npm run admin -- cancel KIND ID REASON  stop one
npm run admin -- receipt ID             what an erasure has removed
npm run admin -- searches               what support looks for every day, as links into Temporal's UI
npm run admin -- reembed [EMAIL]        move materials to the vectors of the configured model`;

const ROLES: readonly string[] = ['student', 'support', 'admin'] satisfies Role[];

/** Does what was asked. @returns what to tell. @throws Error in a sentence. */
async function execute(db: Knex, config: Config, [command = '', email = '', role]: string[]): Promise<string> {
  switch (command) {
    case 'create': {
      const passwords = createPasswords({ memoryKib: config.ARGON2_MEMORY_KIB, passes: config.ARGON2_PASSES });
      const { password } = await createAdmin({ db, passwords, clock: systemClock }, { email });
      if (password === null) return `${email} is an administrator.`;
      return `${email} is an administrator. The password, shown this once: ${password}`;
    }
    case 'role':
      await changeRole({ db }, { email, role: role as Role });
      return `${email} has the role ${role}.`;
    case 'suspend':
      await suspendUser({ db, clock: systemClock }, { email });
      return `${email} is suspended; all sessions are ended.`;
    case 'reembed': {
      const queued = await reembed(db, config, email);
      return `${queued} materials are queued; the worker moves them, and they are searched meanwhile.`;
    }
    case 'correct-xp': {
      const { xp, level } = await correctXp({ db, clock: systemClock }, { email, points: Number(role) });
      return `${email} has ${xp} XP and is at level ${level}.`;
    }
    case 'flags':
      return listFlags(db, email);
    case 'close-flag': {
      const students = await closeCase({ db, clock: systemClock }, { caseId: email, note: role?.trim() ?? '' });
      return `The case is closed; it concerned ${students === 1 ? 'one student' : `${students} students`}.`;
    }
    default:
      await reinstateUser({ db }, { email });
      return `${email} may sign in.`;
  }
}

/** The encoder is asked for its name only: its threads never start, and it may be elsewhere. */
async function reembed(db: Knex, config: Config, email: string): Promise<number> {
  const [{ model }] = createEmbeddingProviders(config, createSentenceEncoder({ folder: config.ENCODER_FOLDER ?? '' }));
  const deps = { db, clock: systemClock };
  if (email === '') return queueReembeddings(deps, { model });
  const { id } = await db.transaction((trx) => lockByEmail(email, trx));
  return queueReembeddings(deps, { model, ownerId: id });
}

function isUnderstood([command = '', email, role, ...rest]: string[]): boolean {
  if (['reembed', 'flags'].includes(command) && email === undefined) return true;
  if (command === 'close-flag')
    return (
      z.uuid().safeParse(email).success && role !== undefined && /^.{1,500}$/.test(role.trim()) && rest.length === 0
    );
  if (!z.email().safeParse(email).success || rest.length > 0) return false;
  if (command === 'role') return role !== undefined && ROLES.includes(role);
  if (command === 'correct-xp') return role !== undefined && /^-?[1-9]\d{0,6}$/.test(role);
  return ['create', 'suspend', 'reinstate', 'reembed', 'flags'].includes(command) && role === undefined;
}

async function main(args: string[]): Promise<number> {
  if (isHelp(args)) return onDatabase((db, config) => helpStudent(db, config, args));
  if (!isUnderstood(args)) {
    console.error(USAGE);
    return 2;
  }
  return onDatabase((db, config) => execute(db, config, args));
}

process.exitCode = await main(process.argv.slice(2));
