import { RETRY_AFTER_SECONDS } from './wait-limits.js';

interface ProblemKind {
  status: number;
  title: string;
}

const defineProblems = <T extends Record<string, ProblemKind>>(kinds: T): T => kinds;

/** The one table of problem types (RFC 9457); docs/problems.md is generated from it. */
export const PROBLEMS = defineProblems({
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'code-invalid': { status: 400, title: 'The code does not work, or not any more' },
  'upload-interrupted': { status: 400, title: 'The upload ended before the file was complete' },
  unauthenticated: { status: 401, title: 'Sign in to do this' },
  'wrong-credentials': { status: 401, title: 'E-mail or password is wrong' },
  'google-token-invalid': { status: 401, title: 'The Google login is not valid' },
  'refresh-token-invalid': { status: 401, title: 'The refresh token is not valid any more' },
  'account-closed': { status: 403, title: 'This account cannot be used' },
  'google-email-unverified': { status: 403, title: 'Google has not verified this e-mail' },
  'google-refused': { status: 403, title: 'Google was not allowed to tell who it is' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'reauthentication-failed': { status: 403, title: 'That does not prove that it is you' },
  'too-many-cards': { status: 403, title: 'There is no room for another card' },
  'too-many-friends': { status: 403, title: 'There is no room for another friend' },
  'storage-full': { status: 403, title: 'There is no room for another material' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not support the method' },
  'too-slow': { status: 408, title: 'The request came too slowly' },
  'email-taken': { status: 409, title: 'An account with this e-mail exists' },
  'google-identity-taken': { status: 409, title: 'This Google login cannot be linked' },
  'last-sign-in-method': { status: 409, title: 'This is the only way to sign in' },
  'not-running': { status: 409, title: 'There is no work to stop' },
  'not-answered': { status: 409, title: 'There is no answer yet' },
  'nothing-to-retry': { status: 409, title: 'There is nothing left to do' },
  'material-exists': { status: 409, title: 'These bytes are another material of yours' },
  'not-studying': { status: 409, title: 'No study session is open' },
  'quiz-not-ready': { status: 409, title: 'The quiz has no questions to answer' },
  'quiz-not-finished': { status: 409, title: 'No attempt at the quiz has ended yet' },
  'attempt-over': { status: 409, title: 'The attempt has ended' },
  'attempt-paused': { status: 409, title: 'The attempt is paused' },
  'attempt-timed': { status: 409, title: 'A timed attempt cannot be paused' },
  'card-suspended': { status: 409, title: 'The card is not asked any more' },
  'nothing-to-undo': { status: 409, title: 'There is no review to undo' },
  'pause-refused': { status: 409, title: 'The streak cannot be paused so' },
  'idempotency-key-in-use': { status: 409, title: 'The first request with this key is still running' },
  'precondition-failed': { status: 412, title: 'It was changed meanwhile' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'This type of content is not accepted' },
  'expectation-failed': { status: 417, title: 'What the request expects cannot be met' },
  'invalid-request': { status: 422, title: 'The request has invalid fields' },
  'idempotency-key-reused': { status: 422, title: 'The key was used with another request' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-many-uploads': { status: 429, title: 'Too many uploads at a time' },
  'daily-pages-reached': { status: 429, title: 'As many pages as a day allows were read' },
  'ai-budget-exhausted': { status: 429, title: "The day's budget for AI is spent" },
  'headers-too-large': { status: 431, title: 'The head of the request is too large' },
  'unexpected-fault': { status: 500, title: 'Something went wrong on our side' },
  'google-not-configured': { status: 503, title: 'Signing in with Google is not set up here' },
  'service-unavailable': { status: 503, title: 'A part we need does not answer' },
  overloaded: { status: 503, title: 'More is asked of us than we can do now' },
});

/** The last segment of a problem's `type`. */
export type ProblemType = keyof typeof PROBLEMS;

/** One field that is wrong; `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export interface FieldError {
  pointer: string;
  detail: string;
}

/** An expected refusal, answered as problem+json. Thrown by services and the edge alike. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly errors: FieldError[] | undefined;
  /** Sent as Retry-After. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly type: ProblemType,
    /** A sentence for the reader of the answer; never holds data of others, SQL or internals. */
    readonly detail: string,
    options: { errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.status = PROBLEMS[type].status;
    this.title = PROBLEMS[type].title;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An engine, another server or we ourselves cannot serve now, and the request may be repeated. */
export const serviceUnavailable = (detail: string, cause?: unknown): Problem =>
  new Problem('service-unavailable', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause });
