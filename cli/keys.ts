/** `npm run keys -- rotate`: a new signing key for access tokens. Running APIs follow within a second; nobody is signed out. */
import { loadConfig } from '../config.js';
import { rotateAuthKeys } from '../services/auth/key-files.js';
import { systemClock } from '../services/shared/clock.js';

if (process.argv.length !== 3 || process.argv[2] !== 'rotate') {
  console.error(
    'npm run keys -- rotate        sign access tokens with a new key; the old ones verify until they expire',
  );
  process.exitCode = 2;
} else {
  try {
    const { kid, kept } = await rotateAuthKeys(
      { clock: systemClock },
      { file: loadConfig(process.env).AUTH_KEYS_FILE },
    );
    console.log(`New tokens are signed with ${kid}. Earlier keys that still verify: ${kept}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
