import { CreateBucketCommand, DeleteObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createS3Client } from '../clients/s3-client.js';
import { loadConfig } from '../config.js';

/**
 * Makes the configured bucket unless it is there, and makes sure that it takes an object.
 * @throws whatever the S3 server answers; one that has just started refuses for a moment
 */
export async function ensureBucket(endpoint: string, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env);
  const client = createS3Client({
    endpoint,
    region: config.S3_REGION,
    accessKeyId: config.S3_ACCESS_KEY_ID,
    secretAccessKey: config.S3_SECRET_ACCESS_KEY,
  });
  const Bucket = config.S3_BUCKET;
  try {
    await client.send(new HeadBucketCommand({ Bucket })).catch((error) => {
      if (error.$metadata?.httpStatusCode !== 404) throw error;
      return client.send(new CreateBucketCommand({ Bucket }));
    });
    const probe = { Bucket, Key: `${config.S3_KEY_PREFIX}probe` };
    await client.send(new PutObjectCommand({ ...probe, Body: 'probe' }));
    await client.send(new DeleteObjectCommand(probe));
  } finally {
    client.destroy();
  }
}
