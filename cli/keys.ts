/**
 * `npm run keys -- rotate`: a new signing key for access tokens. Running APIs follow within a second; nobody is signed
 * out. `npm run keys -- rotate-payloads`: a new key for what workflows carry.
 */
import { loadConfig } from '../config.js';
import { rotateAuthKeys } from '../services/auth/key-files.js';
import { systemClock } from '../services/shared/clock.js';
import { rotatePayloadKeys } from '../temporal-config/codec/payload-keys.js';

const USAGE = `npm run keys -- rotate
  sign access tokens with a new key; the old ones verify until they expire
npm run keys -- rotate-payloads
  encrypt what workflows carry with a new key in PAYLOAD_KEYS_FILE, from the next start of a process on`;

async function rotate(): Promise<string> {
  const { AUTH_KEYS_FILE: file } = loadConfig(process.env);
  const { kid, kept } = await rotateAuthKeys({ clock: systemClock }, { file });
  return `New tokens are signed with ${kid}. Earlier keys that still verify: ${kept}.`;
}

async function rotatePayloads(): Promise<string> {
  const { PAYLOAD_KEYS_FILE: file } = loadConfig(process.env);
  if (!file) throw new Error('PAYLOAD_KEYS_FILE is not set: name the file that the keys are to be in.');
  const { kid, kept } = rotatePayloadKeys(file);
  return `Payloads are encrypted with ${kid} by whatever starts from now on. Earlier keys that still decrypt: ${kept}.`;
}

const [verb = '', ...rest] = process.argv.slice(2);
const command = rest.length === 0 && { rotate, 'rotate-payloads': rotatePayloads }[verb];
if (!command) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    console.log(await command());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
