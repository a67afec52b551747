/** Codes of Node's sockets for an engine that cannot be reached. */
const SOCKET_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * How SQLSTATEs begin of a PostgreSQL that cannot serve now: connection exceptions, insufficient resources (a full disk
 * among them), operator intervention (shutdown, start, a statement over its time), a database that only reads, and a
 * lock that was not to be had in time.
 */
const SQLSTATE = /^(?:08|53|57P0|57014|25006|55P03)/;

/** gRPC's DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED and UNAVAILABLE. */
const GRPC_CODES = [4, 8, 14];

const NAMES = new Set(['KnexTimeoutError', 'TimeoutError', 'DeadlineExceeded']);

/** What errors without a code say: pg's when it waits or a connection breaks, the AWS SDK's around one of a socket. */
const MESSAGE =
  /(?:^| - )(?:Connection terminated|timeout e(?:xpired|xceeded when trying to connect)|Query read timeout|Client (?:has encountered a connection error|was closed)|AWS SDK error wrapper for)/;

interface Fault {
  code?: unknown;
  name?: string;
  message?: string;
  /** gRPC's; other errors' codes are numbers, too. */
  metadata?: unknown;
  $metadata?: { httpStatusCode?: number };
  /** Of a socket's. */
  syscall?: string;
  /** Of a socket's, one for each address that was tried. */
  errors?: unknown[];
}

/** What pg or gRPC said; Objection and Temporal's client wrap it. */
function faultOf(error: unknown): Fault {
  const { nativeError, name, cause } = (error ?? {}) as { nativeError?: Fault; name?: string; cause?: Fault };
  return nativeError ?? (name === 'ServiceError' ? cause : undefined) ?? ((error ?? {}) as Fault);
}

/** The code of an error: of what pg or gRPC said, where a library has wrapped it. */
export const codeOf = (error: unknown): unknown => faultOf(error).code;

/** Whether an error means that an engine does not serve now, and not that something is wrong with the request. */
export function isEngineAway(error: unknown): boolean {
  const { code, name, message, metadata, $metadata } = faultOf(error);
  if (typeof code === 'string' && (SOCKET_CODES.includes(code) || SQLSTATE.test(code))) return true;
  if (typeof code === 'number' && metadata !== undefined && GRPC_CODES.includes(code)) return true;
  if (name !== undefined && NAMES.has(name)) return true;
  if (($metadata?.httpStatusCode ?? 0) >= 500) return true;
  return MESSAGE.test(message ?? '');
}

/**
 * Which engine is away: gRPC is Temporal's, the AWS SDK marks what it throws, and a body of S3 that breaks off has a
 * socket's code without the call that failed. Calls to S3 alone have our deadlines; the rest is pg's.
 */
export function engineOf(error: unknown): 'database' | 'storage' | 'other' {
  const { code, name, message = '', metadata, $metadata, syscall, errors } = faultOf(error);
  if (metadata !== undefined) return 'other';
  if ($metadata !== undefined || name === 'DeadlineExceeded' || message.startsWith('AWS SDK')) return 'storage';
  const isSocket = typeof code === 'string' && SOCKET_CODES.includes(code);
  return isSocket && syscall === undefined && errors === undefined ? 'storage' : 'database';
}

/** Whether an error means that a database can be read but not written: its disk is full, or it is a copy. */
export const isReadOnly = (error: unknown): boolean => {
  const { code } = faultOf(error);
  return typeof code === 'string' && /^(?:53100|25006)$/.test(code);
};
