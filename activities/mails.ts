import type { Run } from '../domain/runs/workflow-ids.js';
import { type DeliverDeps, deliverMail } from '../services/mail/deliver-mail.js';
import { endMail, type MailEnd } from '../services/mail/end-mail.js';
import { claimRun } from '../services/runs/runs.js';
import { withHeartbeat } from './with-heartbeat.js';

export type MailActivities = ReturnType<typeof createMailActivities>;

/** The steps of `sendMail`. */
export function createMailActivities(deps: DeliverDeps) {
  return {
    claimMail: (run: Run) => claimRun('mails', run, deps.db),
    deliverMail: (run: Run) => withHeartbeat((_report, signal) => deliverMail(deps, run, signal)),
    endMail: ({ end, ...run }: Run & { end: MailEnd }) => endMail(deps, run, end),
  };
}
