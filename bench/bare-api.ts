/**
 * The least that answers an authenticated request: Koa, koa-jwt with the product's own kind of token, and a constant.
 * `bare-api.ts PORT`, with the product's environment.
 */
import Koa from 'koa';
import jwt from 'koa-jwt';
import { loadConfig } from '../config.js';
import { loadAuthKeys } from '../services/auth/keys.js';

const config = loadConfig(process.env);
const { verifying } = await loadAuthKeys(config.AUTH_KEYS_FILE);
const app = new Koa();

app.use(
  jwt({
    secret: (async ({ kid }: { kid?: string }) => verifying.get(kid ?? '')?.key) as unknown as jwt.SecretLoader,
    algorithms: ['ES256'],
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
  }),
);
app.use((ctx) => {
  ctx.body = { id: ctx.state.user.sub };
});
app.listen(Number(process.argv[2]), '127.0.0.1');
