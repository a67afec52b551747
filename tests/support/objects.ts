import { ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createS3Client } from '../../clients/s3-client.js';
import { createObjectStorage, type ObjectStorage } from '../../clients/storage.js';
import { storageLocation } from '../../clients/storage-location.js';
import type { Config } from '../../config.js';

/** By endpoint, kept to the end of the process: to make one takes longer than most requests. */
const clients = new Map<string, S3Client>();

/** A plain client of a configuration's S3 server, for what our storage does not offer. */
export function s3ClientOf(config: Config): S3Client {
  const client = clients.get(config.S3_ENDPOINT) ?? createS3Client(storageLocation(config));
  clients.set(config.S3_ENDPOINT, client);
  return client;
}

/** The object storage of a configuration. */
export const storageOf = (config: Config): ObjectStorage => createObjectStorage(storageLocation(config));

/** The first thousand keys under a prefix, without it. */
export async function listKeys(config: Config, prefix = config.S3_KEY_PREFIX): Promise<string[]> {
  const list = new ListObjectsV2Command({ Bucket: config.S3_BUCKET, Prefix: prefix });
  const { Contents = [] } = await s3ClientOf(config).send(list);
  return Contents.map(({ Key = '' }) => Key.slice(prefix.length));
}

/** The keys under a prefix whose uploads were begun and not ended, without it. */
export async function listUploads(config: Config, prefix = config.S3_KEY_PREFIX): Promise<string[]> {
  const { Uploads = [] } = await s3ClientOf(config).send(new ListMultipartUploadsCommand({ Bucket: config.S3_BUCKET }));
  return Uploads.flatMap(({ Key = '' }) => (Key.startsWith(prefix) ? [Key.slice(prefix.length)] : []));
}

/** Puts an object under a key of this deployment. */
export async function putObject(config: Config, key: string, bytes: Uint8Array): Promise<void> {
  const Key = `${config.S3_KEY_PREFIX}${key}`;
  await s3ClientOf(config).send(new PutObjectCommand({ Bucket: config.S3_BUCKET, Key, Body: bytes }));
}

/** Removes every object and unfinished upload of a deployment. */
export async function emptyStorage(config: Config): Promise<void> {
  const bucket = storageOf({ ...config, S3_KEY_PREFIX: '' });
  await bucket.deletePrefix(config.S3_KEY_PREFIX).finally(() => bucket.close());
}
