import { S3Client } from '@aws-sdk/client-s3';

/** Where an S3 server is and who we are to it. */
export interface S3Server {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** An S3 client that any S3-compatible server understands and whose every request ends in bounded time. */
export function createS3Client({ endpoint, region, accessKeyId, secretAccessKey }: S3Server): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // By default the SDK frames bodies with checksums, and some servers store the frames as data.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // One more try for a dropped connection; longer patience is Temporal's.
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 3_000,
      // Until the response's headers, so it also bounds the sending of one part.
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
    },
  });
}
