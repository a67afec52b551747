import type { Middleware } from 'koa';
import type { Views } from '../../services/views/views.js';

/** Has every view know what a student has written, before the student has the answer. */
export const tellVersion =
  (views: Pick<Views, 'tell'>): Middleware =>
  async (ctx, next) => {
    try {
      await next();
    } finally {
      // Also where it failed: what was committed before that is there.
      await views.tell(ctx.state.principal.userId);
    }
  };
