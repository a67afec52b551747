import type { Knex } from 'knex';
import { listBlocked, listReceived, listSent } from '../../../db/queries/friends.js';
import { acceptRequest } from '../../../services/friends/accept-request.js';
import { addFriend } from '../../../services/friends/add-friend.js';
import { blockPerson } from '../../../services/friends/block-person.js';
import { declineRequest } from '../../../services/friends/decline-request.js';
import { giveFriendCode } from '../../../services/friends/friend-code.js';
import { readFriends } from '../../../services/friends/read-friends.js';
import { removeFriend } from '../../../services/friends/remove-friend.js';
import { takeBackRequest } from '../../../services/friends/take-back-request.js';
import { unblockPerson } from '../../../services/friends/unblock-person.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { Views } from '../../../services/views/views.js';
import { listPage } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentFriend, presentPerson, presentSent } from './presenter.js';
import {
  acceptFriendOperation,
  addFriendOperation,
  blockFriendOperation,
  declineFriendOperation,
  listBlockedOperation,
  listFriendRequestsOperation,
  listFriendsOperation,
  removeFriendOperation,
  takeBackRequestOperation,
  takeFriendCodeOperation,
  unblockFriendOperation,
} from './schema.js';

const idOf = ({ id }: { id: string }): string => id;
/** A page of people as queries take it. */
const pageOf = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({
  limit: limit + 1,
  after: cursor,
});

/** Friends, requests and blocks. What a student does about another is seen by the other at once as well. */
export function friendRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: { db: Knex; clock: Clock; views: Pick<Views, 'tell'> },
): void {
  route(listFriendsOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const friends = await readFriends(deps, { userId, page: pageOf(ctx.state.query) });
    ctx.body = listPage(friends, ctx.state.query.limit, presentFriend, idOf);
  });

  route(takeFriendCodeOperation, async (ctx) => {
    const code = await giveFriendCode(deps, { caller: ctx.state.principal, renews: ctx.state.body.renew });
    ctx.body = { code };
  });

  route(addFriendOperation, async (ctx) => {
    const friendId = await addFriend(deps, { caller: ctx.state.principal, code: ctx.state.body.code });
    if (friendId) await deps.views.tell(friendId);
    ctx.status = 202;
    ctx.body = '';
  });

  route(listFriendRequestsOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const received = await listReceived(deps.db, userId, pageOf(ctx.state.query));
    const sent = await listSent(deps.db, userId);
    ctx.body = { ...listPage(received, ctx.state.query.limit, presentPerson, idOf), sent: sent.map(presentSent) };
  });

  route(listBlockedOperation, async (ctx) => {
    const blocked = await listBlocked(deps.db, ctx.state.principal.userId, pageOf(ctx.state.query));
    ctx.body = listPage(blocked, ctx.state.query.limit, presentPerson, idOf);
  });

  route(takeBackRequestOperation, async (ctx) => {
    await takeBackRequest(deps, { caller: ctx.state.principal, requestId: ctx.state.params.id });
    ctx.status = 204;
  });

  for (const [operation, change] of [
    [acceptFriendOperation, acceptRequest],
    [declineFriendOperation, declineRequest],
    [blockFriendOperation, blockPerson],
    [unblockFriendOperation, unblockPerson],
    [removeFriendOperation, removeFriend],
  ] as const)
    route(operation, async (ctx) => {
      const personId = ctx.state.params.id;
      await change(deps, { caller: ctx.state.principal, personId });
      await deps.views.tell(personId);
      ctx.status = 204;
    });
}
