import {
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { createS3Client } from '../../clients/s3-client.js';
import { createObjectStorage, type ObjectStorage } from '../../clients/storage.js';
import type { Config } from '../../config.js';

const serverOf = (config: Config) => ({
  endpoint: config.S3_ENDPOINT,
  region: config.S3_REGION,
  accessKeyId: config.S3_ACCESS_KEY_ID,
  secretAccessKey: config.S3_SECRET_ACCESS_KEY,
});
const clientOf = (config: Config) => createS3Client(serverOf(config));

/** The object storage of a configuration. */
export const storageOf = (config: Config): ObjectStorage =>
  createObjectStorage({ ...serverOf(config), bucket: config.S3_BUCKET, keyPrefix: config.S3_KEY_PREFIX });

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
