import type { Middleware } from 'koa';
import type { Role } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';

/** Who may call an operation: each kind includes those after it. */
export type Access = 'public' | 'student' | 'support' | 'admin';

const RANK: Record<Role, number> = { student: 0, support: 1, admin: 2 };

/**
 * Lets pass whose role is high enough; stands after authentication, which every signed-in user passes.
 * @throws Problem not-allowed.
 */
export function allow(access: Exclude<Access, 'public'>): Middleware[] {
  if (access === 'student') return [];
  return [
    async (ctx, next) => {
      const { role } = ctx.state.principal as { role: Role };
      if (RANK[role] < RANK[access]) throw new Problem('not-allowed', 'Ask an administrator.');
      await next();
    },
  ];
}
