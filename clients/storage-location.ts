import type { Config } from '../config.js';
import type { StorageLocation } from './storage.js';

/** Where a configuration keeps its objects. */
export const storageLocation = (config: Config): StorageLocation => ({
  endpoint: config.S3_ENDPOINT,
  publicEndpoint: config.S3_PUBLIC_ENDPOINT,
  region: config.S3_REGION,
  bucket: config.S3_BUCKET,
  accessKeyId: config.S3_ACCESS_KEY_ID,
  secretAccessKey: config.S3_SECRET_ACCESS_KEY,
  keyPrefix: config.S3_KEY_PREFIX,
  tryMs: config.S3_TRY_SECONDS * 1_000,
});
