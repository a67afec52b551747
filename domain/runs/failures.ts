/** What a failure of background work means, whether trying again can help, and what support staff can do. */
export interface FailureKind {
  retryable: boolean;
  /** It is final after so many attempts of its activity: each may have cost something. */
  mostAttempts?: number;
  /** Whoever runs the system has something to set right: error tracking is told when it is given up. */
  forOperators?: true;
  /** What it means once it is final, and what support can do. */
  sentence: string;
  /** What is said instead while the work is tried again. */
  whileTried?: string;
}

const defineFailures = <T extends Record<string, FailureKind>>(kinds: T): T => kinds;

/** Every failure type that may appear in a workflow's history or in a row's `failure` column. */
export const FAILURES = defineFailures({
  Superseded: {
    retryable: false,
    sentence: 'The row belongs to a newer run, was cancelled or deleted; nothing to do, the newer state stands.',
  },
  Encrypted: {
    retryable: false,
    sentence:
      'The document is protected by a password or, as a book of a shop, against copies; ask the student for one without.',
  },
  Corrupt: {
    retryable: false,
    sentence: 'The document is damaged or truncated; ask the student to export it again and upload the new file.',
  },
  Empty: {
    retryable: false,
    sentence: 'There is no text in the document; ask the student whether it is the right file.',
  },
  Unsupported: {
    retryable: false,
    sentence: 'The file is of a kind that cannot be read; ask the student for a PDF or one of the other kinds we take.',
  },
  TooComplex: {
    retryable: false,
    sentence:
      'The file takes more time or memory than can be given safely; retry once, since the machine may have been busy, then ask the student to export it again, or as PDF.',
  },
  TooLarge: {
    retryable: false,
    sentence: 'An image has more pixels than can be read; ask the student to scan it at 300 dpi or less.',
  },
  TooManyPages: {
    retryable: false,
    sentence: 'The document has more pages than are allowed; ask the student to split it.',
  },
  TooMuchText: {
    retryable: false,
    sentence: 'The document holds more text than real pages do; ask the student for the original document.',
  },
  TooManyPictures: {
    retryable: false,
    sentence:
      'A page is a picture beyond those that are read of one file or in a day; ask the student to retry tomorrow, or to split the document.',
  },
  LanguageMissing: {
    retryable: false,
    sentence:
      'A scan is in a language or script that is not installed for OCR; the page names it: install it with `npm run ocr-data`, then retry.',
  },
  StorageMissing: {
    retryable: false,
    forOperators: true,
    sentence: 'The uploaded bytes are not in object storage; check the bucket, then ask the student to upload again.',
  },
  PageFailed: {
    retryable: false,
    sentence: 'At least one page could not be read; the material names the pages and the reason for each.',
  },
  AiUnavailable: {
    retryable: true,
    forOperators: true,
    sentence:
      'The AI server did not answer, or answered with an error, for as long as the work may wait; see that it is back, then retry.',
    whileTried: 'The AI server did not answer or answered with an error; check its status, the work is tried again.',
  },
  AiRateLimited: {
    retryable: true,
    forOperators: true,
    sentence: 'The AI server asked us to slow down for as long as the work may wait; look at its limits, then retry.',
    whileTried: 'The AI server asked us to slow down; the work waits as long as it asked and is tried again.',
  },
  AiTooLong: {
    retryable: false,
    sentence:
      "The AI server's answer was cut off at its longest; nothing to repair, the student may ask for less at a time.",
  },
  AiBadOutput: {
    retryable: true,
    mostAttempts: 5,
    forOperators: true,
    sentence:
      'The AI server answered five times in a form that cannot be read; retry, or choose another OPENAI_CHAT_MODEL.',
    whileTried: 'The AI server answered in a form that cannot be read; the work is tried again, five times at most.',
  },
  AiUnreadable: {
    retryable: false,
    forOperators: true,
    sentence:
      'The AI server gave the same answer twice, in a form that cannot be read; choose another OPENAI_CHAT_MODEL, then retry.',
  },
  AiRefused: {
    retryable: false,
    sentence: 'The AI server declined to answer this question; nothing to repair, the student may rephrase it.',
  },
  AiMisconfigured: {
    retryable: false,
    forOperators: true,
    sentence:
      'The AI server rejects our key, model or embedding size, or its account has no credit; check the account, and the OPENAI_ and EMBEDDINGS_ settings.',
  },
  AiBudgetExhausted: {
    retryable: false,
    sentence:
      "The day's AI budget is spent; it is new at midnight UTC, then retry, or raise the AI_BUDGET_ and AI_TOKENS_ settings.",
  },
  LibraryFull: {
    retryable: false,
    sentence: 'The student has as many passages as can be searched; they may delete materials, then retry this one.',
  },
  TooFewQuestions: {
    retryable: false,
    sentence:
      'There are too few questions of what was asked for; the student may leave kinds and difficulty open, take another topic, or name more pages or another source: without a chat model, technical texts give few.',
  },
  MailRefused: {
    retryable: false,
    sentence: 'The mail server refuses this mail for good; check the address with the student, and SMTP_URL.',
  },
  MailUnavailable: {
    retryable: true,
    forOperators: true,
    sentence: 'The mail server did not answer, or asked to try later, for a day; check SMTP_URL, then retry the mail.',
    whileTried: 'The mail server did not answer or asked to try later; check SMTP_URL, the mail is tried for a day.',
  },
  EngineUnavailable: {
    retryable: true,
    forOperators: true,
    sentence: 'Temporal did not answer for as long as the work may wait; see that /readyz is well again, then retry.',
    whileTried: 'Temporal did not answer; see /readyz, the work is tried again.',
  },
  DatabaseUnavailable: {
    retryable: true,
    forOperators: true,
    sentence:
      'The database did not answer, or took no writes, for as long as the work may wait; see that /readyz is well again, then retry.',
    whileTried: 'The database did not answer, or took no writes; see /readyz and its disk, the work is tried again.',
  },
  StorageUnavailable: {
    retryable: true,
    forOperators: true,
    sentence:
      'Object storage did not answer, or took no writes, for as long as the work may wait; see that /readyz is well again, then retry.',
    whileTried: 'Object storage did not answer, or took no writes; see /readyz and its disk, the work is tried again.',
  },
  WorkflowEnded: {
    retryable: true,
    sentence: 'The workflow run ended before its work was recorded; read the run, then retry from the product.',
  },
  Unexpected: {
    retryable: true,
    forOperators: true,
    sentence:
      'An unexpected error, at every try; find it in the worker log by workflow id, then retry once it is repaired.',
    whileTried: 'An unexpected error; find it in the worker log by workflow id. It is tried again within its limits.',
  },
});

/** What is told of a failure: by an attempt that is not the last, or once it is given up. */
export function failureSentence(type: FailureType, { isTried }: { isTried: boolean }): string {
  const { sentence, whileTried = sentence }: FailureKind = FAILURES[type];
  return isTried ? whileTried : sentence;
}

/** The name of a failure type; used as Temporal's failure type and as the code stored in rows. */
export type FailureType = keyof typeof FAILURES;

/**
 * An expected failure of background work. Thrown by documents, clients and services;
 * one interceptor turns it into Temporal's ApplicationFailure with the fixed sentence, so no detail leaks.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** Milliseconds the other side asked us to wait (its Retry-After), when it said so. */
  readonly retryAfterMs: number | undefined;
  /** The other side may have done, and charge for, what it did not get to answer. */
  readonly mayBeBilled: boolean;
  /** Hash of what could not be read, by which the next try sees that it is the same again. */
  readonly output: string | undefined;

  constructor(
    readonly type: FailureType,
    options: { retryAfterMs?: number | undefined; mayBeBilled?: boolean; output?: string; cause?: unknown } = {},
  ) {
    super(FAILURES[type].sentence, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
    this.mayBeBilled = options.mayBeBilled ?? false;
    this.output = options.output;
  }
}
