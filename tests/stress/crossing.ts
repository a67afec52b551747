import type { MailTransport } from '../../clients/mail/transport.js';
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
