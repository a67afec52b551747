import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../../config.js';

const clientOf = (config: Config) =>
  new S3Client({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY },
  });

/** The keys under the configuration's prefix, without it. */
export async function listKeys(config: Config): Promise<string[]> {
  const client = clientOf(config);
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: config.S3_BUCKET, Prefix: config.S3_KEY_PREFIX }),
  );
  client.destroy();
  return Contents.map(({ Key = '' }) => Key.slice(config.S3_KEY_PREFIX.length));
}

/** Removes every object under the configuration's prefix. */
export async function emptyPrefix(config: Config): Promise<void> {
  const client = clientOf(config);
  for (const key of await listKeys(config)) {
    await client.send(new DeleteObjectCommand({ Bucket: config.S3_BUCKET, Key: `${config.S3_KEY_PREFIX}${key}` }));
  }
  client.destroy();
}
