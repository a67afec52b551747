import { describe, expect, test } from '@jest/globals';
import { DeadlineExceeded } from '../../lib/deadline.js';
import { engineOf, isEngineAway, isReadOnly } from '../../lib/engine-faults.js';

describe('an engine is away', () => {
  test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])(
    'by the code of a socket, %s',
    (code) => {
      expect(isEngineAway(Object.assign(new Error('no'), { code }))).toBe(true);
    },
  );

  test.each(['08000', '08006', '53100', '53300', '57P01', '57P03', '57014', '25006', '55P03'])(
    'by what PostgreSQL says, %s, also where that is wrapped',
    (code) => {
      expect(isEngineAway({ code })).toBe(true);
      expect(isEngineAway(Object.assign(new Error('a wrapper'), { nativeError: { code } }))).toBe(true);
    },
  );

  test.each(['KnexTimeoutError', 'TimeoutError'])('by the name of an error, %s', (name) => {
    expect(isEngineAway({ name })).toBe(true);
  });

  test('when its deadline is over', () => {
    expect(isEngineAway(new DeadlineExceeded('late'))).toBe(true);
  });

  test.each([
    'Connection terminated unexpectedly',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
    'AWS SDK error wrapper for Error: socket hang up',
    'select 1 - Connection terminated unexpectedly',
  ])('by what an error without a code says: %s', (message) => {
    expect(isEngineAway(new Error(message))).toBe(true);
  });

  test.each([
    [499, false],
    [500, true],
    [503, true],
    [404, false],
  ])('by a status of S3: %d is %p', (httpStatusCode, away) => {
    expect(isEngineAway({ $metadata: { httpStatusCode } })).toBe(away);
  });
});

/** What Temporal's client throws around what gRPC said. */
const serviceError = (cause: object) =>
  Object.assign(new Error('Failed to start Workflow', { cause }), { name: 'ServiceError' });
const metadata = {};

describe('Temporal is away', () => {
  test.each([4, 8, 14])('by the code of gRPC, %d, also where that is wrapped', (code) => {
    expect(isEngineAway(Object.assign(new Error('no'), { code, metadata }))).toBe(true);
    expect(isEngineAway(serviceError({ code, metadata }))).toBe(true);
  });

  test.each([
    ['another code', serviceError({ code: 5, metadata })],
    ['a number that is no code of gRPC', { code: 14 }],
    ['a text', { code: '14', metadata }],
    ['what caused some other error', new Error('no', { cause: { code: 14, metadata } })],
  ])('not by %s', (_what, error) => {
    expect(isEngineAway(error)).toBe(false);
  });
});

test.each([
  ['database', Object.assign(new Error('no'), { code: 'ECONNREFUSED', syscall: 'connect' })],
  ['database', Object.assign(new AggregateError([new Error('no')]), { code: 'ECONNREFUSED' })],
  ['database', Object.assign(new Error('a wrapper'), { nativeError: { code: '57P01' } })],
  ['database', new Error('select 1 - Connection terminated unexpectedly')],
  ['database', { name: 'KnexTimeoutError' }],
  ['storage', Object.assign(new Error('no'), { code: 'ECONNREFUSED', syscall: 'connect', $metadata: { attempts: 2 } })],
  ['storage', { $metadata: { httpStatusCode: 503 } }],
  ['storage', new Error('AWS SDK error wrapper for Error: socket hang up')],
  ['storage', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
  ['storage', new DeadlineExceeded('late')],
  ['other', serviceError({ code: 14, metadata })],
])('it is %s: %p', (engine, error) => {
  expect([isEngineAway(error), engineOf(error)]).toEqual([true, engine]);
});

describe('no engine is away', () => {
  test.each([
    { code: '23505' },
    { code: '25001' },
    { code: '55006' },
    { code: '57000' },
    { code: 'x08006' },
    { code: 'ECONNREFUSED!' },
    { code: 53100 },
    { name: 'TypeError' },
    { message: 'a timeout expired' },
    { message: 'of course - it has a bug' },
    { $metadata: {} },
    {},
    null,
    undefined,
    'ECONNREFUSED',
    new Error('a bug'),
  ])('by %j', (error) => {
    expect(isEngineAway(error)).toBe(false);
  });
});

describe('a database can be read only', () => {
  test.each([
    [{ code: '53100' }, true],
    [{ code: '25006' }, true],
    [{ nativeError: { code: '25006' } }, true],
    [{ code: '531000' }, false],
    [{ code: '125006' }, false],
    [{ code: '53300' }, false],
    [{ code: 53100 }, false],
    [{}, false],
    [undefined, false],
  ])('%j is %p', (error, readOnly) => {
    expect(isReadOnly(error)).toBe(readOnly);
  });
});
