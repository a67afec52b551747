import { S3Client } from '@aws-sdk/client-s3';
import { ENGINE_WAITS_MS, S3_TRIES } from '../domain/wait-limits.js';
import { traced } from '../lib/trace.js';

/** Where an S3 server is and who we are to it. */
export interface S3Server {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Longest that one try of a call may take until the response's headers; 20 s by default. */
  tryMs?: number;
}

/** An S3 client that any S3-compatible server understands and whose every request ends in bounded time. */
export function createS3Client(server: S3Server): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, tryMs = ENGINE_WAITS_MS.s3Try } = server;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // By default the SDK frames bodies with checksums, and some servers store the frames as data.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // One more try for a dropped connection; longer patience is Temporal's.
    maxAttempts: S3_TRIES,
    requestHandler: {
      connectionTimeout: ENGINE_WAITS_MS.s3Connection,
      // Until the response's headers, so it also bounds the sending of one part.
      requestTimeout: tryMs,
      throwOnRequestTimeout: true,
    },
  });
  client.middlewareStack.add(
    (next, { commandName = 'call' }) =>
      (args) =>
        traced(`S3 ${commandName}`, {}, () => next(args)),
    {
      step: 'initialize',
    },
  );
  return client;
}
