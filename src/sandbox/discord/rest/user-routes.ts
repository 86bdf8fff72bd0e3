import { z } from 'zod';
import { refused } from '../api-error.ts';
import { decode } from '../decode.ts';
import { channelJson, guildJson, selfJson, userJson } from '../wire.ts';
import { directChannel } from '../guild-acts.ts';
import { leaveGuild } from '../member-acts.ts';
import { memberOf } from '../world.ts';
import { guildOf, userOf } from './access.ts';
import { json, noContent, route, type Route } from './route.ts';

const directBody = z.object({ recipient_id: z.string().regex(/^\d{1,20}$/) });

/** Accounts, and the direct conversations with them. */
export const userRoutes: readonly Route[] = [
  route('GET /users/@me', ({ application }) => json(selfJson(application))),
  route('PATCH /users/@me', ({ application }) => json(selfJson(application))),
  route('GET /users/@me/guilds', ({ world, application: { user } }) =>
    json(
      [...world.guilds.values()]
        .filter(({ members }) => members.has(user.id))
        .map((guild) => ({ ...guildJson(guild), owner: guild.ownerId === user.id })),
    ),
  ),
  route('DELETE /users/@me/guilds/:guild', (call) => {
    const guild = guildOf(call);
    leaveGuild(call.world, guild, memberOf(guild, call.application.user.id));
    return noContent;
  }),
  route('POST /users/@me/channels', ({ world, application, body }) => {
    const { recipient_id: id } = decode(directBody, body);
    const user = world.users.get(id);
    if (!user || user.id === application.user.id) throw refused('invalidRecipients');
    return json(channelJson(directChannel(world, application.user, user)));
  }),
  route('GET /users/:user', (call) => json(userJson(userOf(call)))),
];
