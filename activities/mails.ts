import type { Run } from '../domain/runs/flows.js';
import { type DeliverDeps, deliverMail } from '../services/mail/deliver-mail.js';
import { withHeartbeat } from './with-heartbeat.js';

export type MailActivities = ReturnType<typeof createMailActivities>;

/** The step of `sendMail`. */
export function createMailActivities(deps: DeliverDeps) {
  return {
    deliverMail: (run: Run) => withHeartbeat((_report, signal) => deliverMail(deps, run, signal)),
  };
}
