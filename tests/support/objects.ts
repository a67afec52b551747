import {
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Config } from '../../config.js';

const clientOf = (config: Config) =>
  new S3Client({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY },
  });

/** The keys under a prefix, without it. */
export async function listKeys(config: Config, prefix = config.S3_KEY_PREFIX): Promise<string[]> {
  const client = clientOf(config);
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: config.S3_BUCKET, Prefix: prefix }));
  client.destroy();
  return Contents.map(({ Key = '' }) => Key.slice(prefix.length));
}

/** The keys under a prefix whose uploads were begun and not ended, without it. */
export async function listUploads(config: Config, prefix = config.S3_KEY_PREFIX): Promise<string[]> {
  const client = clientOf(config);
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: config.S3_BUCKET }));
  client.destroy();
  return Uploads.flatMap(({ Key = '' }) => (Key.startsWith(prefix) ? [Key.slice(prefix.length)] : []));
}

/** Puts an object under a key of this deployment. */
export async function putObject(config: Config, key: string, bytes: Uint8Array): Promise<void> {
  const client = clientOf(config);
  await client.send(
    new PutObjectCommand({ Bucket: config.S3_BUCKET, Key: `${config.S3_KEY_PREFIX}${key}`, Body: bytes }),
  );
  client.destroy();
}

/** Removes every object under a prefix. */
export async function emptyPrefix(config: Config, prefix: string): Promise<void> {
  const client = clientOf(config);
  for (const key of await listKeys(config, prefix)) {
    await client.send(new DeleteObjectCommand({ Bucket: config.S3_BUCKET, Key: `${prefix}${key}` }));
  }
  client.destroy();
}
