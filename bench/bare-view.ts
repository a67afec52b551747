/**
 * The least that gives a student's kept page: Koa, koa-jwt with the product's own kind of token, and one script in
 * Redis that reads a version and the page of it. `bare-view.ts PORT`, with the product's environment.
 */
import { Redis } from 'ioredis';
import Koa from 'koa';
import jwt from 'koa-jwt';
import { loadConfig } from '../config.js';
import { loadAuthKeys } from '../services/auth/keys.js';

const config = loadConfig(process.env);
const { verifying } = await loadAuthKeys(config.AUTH_KEYS_FILE);
const redis = new Redis(config.REDIS_URL);
redis.defineCommand('bareView', {
  numberOfKeys: 1,
  lua: `return redis.call('GET', 'bare:' .. KEYS[1] .. ':' .. redis.call('GET', KEYS[1]))`,
});
const read = (redis as unknown as Record<string, (key: string) => Promise<Buffer>>).bareViewBuffer as (
  key: string,
) => Promise<Buffer>;
const app = new Koa();

app.use(
  jwt({
    secret: (async ({ kid }: { kid?: string }) => verifying.get(kid ?? '')?.key) as unknown as jwt.SecretLoader,
    algorithms: ['ES256'],
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
  }),
);
app.use(async (ctx) => {
  ctx.body = await read.call(redis, `bare:v:${ctx.state.user.sub}`);
  ctx.type = 'application/json';
});
app.listen(Number(process.argv[2]), '127.0.0.1');
