import { createHash } from 'node:crypto';

/** To compare bytes by. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
