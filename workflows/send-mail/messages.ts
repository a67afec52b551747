/** Input of `sendMail`. */
export interface SendMailInput {
  mailId: string;
  /** Null where it is not known yet whose address was typed. */
  userId: string | null;
  runNo: number;
}

/** How a run ended; also the value of the Outcome search attribute. */
export type MailOutcome = 'sent' | 'skipped' | 'failed' | 'superseded' | 'cancelled';
