/**
 * The least that answers an authenticated request: Koa, koa-jwt with the product's own kind of token, and a constant.
 * `bare-api.ts PORT`, with the product's environment.
 */
import { loadConfig } from '../config.js';
import { createBareApp } from './bare-app.js';

const app = await createBareApp(loadConfig(process.env));
app.use((ctx) => {
  ctx.body = { id: ctx.state.user.sub };
});
app.listen(Number(process.argv[2]), '127.0.0.1');
