import Koa from 'koa';
import jwt from 'koa-jwt';
import type { Config } from '../config.js';
import { loadAuthKeys } from '../services/auth/keys.js';

/** Koa behind koa-jwt, with the product's own kind of token. */
export async function createBareApp(config: Config): Promise<Koa> {
  const { verifying } = await loadAuthKeys(config.AUTH_KEYS_FILE);
  return new Koa().use(
    jwt({
      secret: (async ({ kid }: { kid?: string }) => verifying.get(kid ?? '')?.key) as unknown as jwt.SecretLoader,
      algorithms: ['ES256'],
      issuer: config.AUTH_ISSUER,
      audience: config.AUTH_AUDIENCE,
    }),
  );
}
