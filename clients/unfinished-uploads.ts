import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  NoSuchUpload,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { withDeadline } from '../lib/deadline.js';

/** Which uploads: those to keys of a bucket that begin with a prefix, begun before a time if there is one. */
interface Range {
  bucket: string;
  prefix: string;
  before?: Date;
}

/**
 * Ends the unfinished uploads of a range: what a process that was killed left, and what one is still writing.
 * @throws the signal's reason; the S3 error, with some ended.
 */
export async function abortUploads(client: S3Client, range: Range, signal: AbortSignal | undefined): Promise<void> {
  for await (const { Key = '', UploadId, Initiated } of listUploads(client, range, signal)) {
    // Not every server applies the prefix, and an upload of somebody else's must not end.
    if (!Key.startsWith(range.prefix)) continue;
    if (range.before && (!Initiated || Initiated >= range.before)) continue;
    const command = new AbortMultipartUploadCommand({ Bucket: range.bucket, Key, UploadId });
    await withDeadline(ENGINE_WAITS_MS.s3Call, signal, (abortSignal) => client.send(command, { abortSignal })).catch(
      unlessGone,
    );
  }
}

async function* listUploads(client: S3Client, { bucket, prefix }: Range, signal: AbortSignal | undefined) {
  let page: ListMultipartUploadsCommandOutput | undefined;
  do {
    const command = new ListMultipartUploadsCommand({
      Bucket: bucket,
      Prefix: prefix,
      KeyMarker: page?.NextKeyMarker,
      UploadIdMarker: page?.NextUploadIdMarker,
    });
    page = await withDeadline(ENGINE_WAITS_MS.s3Call, signal, (abortSignal) => client.send(command, { abortSignal }));
    yield* page.Uploads ?? [];
  } while (page.IsTruncated);
}

function unlessGone(error: unknown): void {
  if (!(error instanceof NoSuchUpload)) throw error;
}
