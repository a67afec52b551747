/**
 * The least that gives a student's kept page: Koa, koa-jwt with the product's own kind of token, and one script in
 * Redis that reads a version and the page of it. `bare-view.ts PORT`, with the product's environment.
 */
import { Redis } from 'ioredis';
import { loadConfig } from '../config.js';
import { createBareApp } from './bare-app.js';

const config = loadConfig(process.env);
const redis = new Redis(config.REDIS_URL);
redis.defineCommand('bareView', {
  numberOfKeys: 1,
  lua: `return redis.call('GET', 'bare:' .. KEYS[1] .. ':' .. redis.call('GET', KEYS[1]))`,
});
const { bareViewBuffer } = redis as unknown as { bareViewBuffer: (this: Redis, key: string) => Promise<Buffer> };

const app = await createBareApp(config);
app.use(async (ctx) => {
  ctx.body = await bareViewBuffer.call(redis, `bare:v:${ctx.state.user.sub}`);
  ctx.type = 'application/json';
});
app.listen(Number(process.argv[2]), '127.0.0.1');
