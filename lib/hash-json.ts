import { createHash } from 'node:crypto';

/**
 * SHA-256 of a value as JSON, in hex: the same for the same values in the same order. Hashes are stored and outlive a
 * deploy, so how they are made must not change.
 */
export const hashJson = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
