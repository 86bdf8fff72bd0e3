import { requireIn } from '../messages.ts';
import { permission } from '../permissions.ts';
import { addReaction, clearReactions, reactionUsers, removeReaction } from '../reactions.ts';
import { userJson } from '../wire.ts';
import { channelOf, countIn, messageOfPath, userOf } from './access.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

const limit = { requests: 1, perMs: 250 };
const base = '/channels/:channel/messages/:message/reactions';

/** Reactions: one's own, another's, all. */
export const reactionRoutes: readonly Route[] = [
  route(`PUT ${base}/:emoji/@me`, add, limit),
  route(`DELETE ${base}/:emoji/:user`, remove, limit),
  route(`GET ${base}/:emoji`, list),
  route(`DELETE ${base}/:emoji`, (call) => clear(call, call.param('emoji')), limit),
  route(`DELETE ${base}`, (call) => clear(call, undefined), limit),
];

function add(call: BotCall): Answer {
  const channel = channelOf(call);
  const message = messageOfPath(call, channel);
  requireIn(
    call.world,
    channel,
    call.application.user,
    permission.addReactions | permission.readHistory,
  );
  addReaction(call.world, message, call.application.user, call.param('emoji'));
  return noContent;
}

function remove(call: BotCall): Answer {
  const channel = channelOf(call);
  const user = userOf(call);
  if (user.id !== call.application.user.id)
    requireIn(call.world, channel, call.application.user, permission.manageMessages);
  removeReaction(call.world, messageOfPath(call, channel), user, call.param('emoji'));
  return noContent;
}

function list(call: BotCall): Answer {
  const count = countIn(call, 'limit', { standard: 25, max: 100 });
  return json(
    reactionUsers(call.world, messageOfPath(call), call.param('emoji'))
      .slice(0, count)
      .map(userJson),
  );
}

function clear(call: BotCall, emoji: string | undefined): Answer {
  const channel = channelOf(call);
  requireIn(call.world, channel, call.application.user, permission.manageMessages);
  clearReactions(call.world, messageOfPath(call, channel), emoji);
  return noContent;
}
