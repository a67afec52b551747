import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { Problem } from '../../domain/problems.js';

/** A stream that lets bytes through while it counts and hashes them. */
export interface UploadMeter {
  stream: Transform;
  /** Bytes that passed. */
  bytes(): number;
  /** SHA-256 in hex, once the stream has ended. */
  sha256(): string;
}

/** The stream fails with Problem payload-too-large as soon as more than `maxBytes` have come. */
export function createUploadMeter(maxBytes: number): UploadMeter {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (bytes > maxBytes) return done(new Problem('payload-too-large', `A file may have ${maxBytes} bytes at most.`));
      hash.update(piece);
      done(null, piece);
    },
  });
  return { stream, bytes: () => bytes, sha256: () => hash.digest('hex') };
}
