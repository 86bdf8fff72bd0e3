import { z } from 'zod';
import { intent } from '../intents.ts';
import type { Guild, Member } from '../model.ts';
import { memberJson } from '../wire.ts';
import type { World } from '../world.ts';
import type { Session } from './session.ts';

const chunkSize = 1000;
const ids = z.union([z.string(), z.array(z.string()).max(100)]);
const requestBody = z.object({
  guild_id: ids,
  query: z.string().nullish(),
  limit: z.number().int().min(0).nullish(),
  presences: z.boolean().nullish(),
  user_ids: ids.nullish(),
  nonce: z.string().max(32).nullish(),
});
type Request = z.output<typeof requestBody>;

/** Answers op 8 in chunks of 1000; false when the request cannot be read. */
export function sendMembers(world: World, session: Session, data: unknown): boolean {
  const request = requestBody.safeParse(data);
  if (!request.success) return false;
  for (const guildId of [request.data.guild_id].flat()) {
    const guild = world.guilds.get(guildId);
    if (guild?.members.has(session.application.user.id)) sendChunks(session, guild, request.data);
  }
  return true;
}

function sendChunks(session: Session, guild: Guild, request: Request): void {
  const wantsAll = request.query === '' && (request.limit ?? 0) === 0;
  if (wantsAll && (session.intents & intent.guildMembers) === 0) return;
  const found = membersFor(guild, request);
  const count = Math.max(1, Math.ceil(found.length / chunkSize));
  for (let index = 0; index < count; index += 1)
    session.push(
      'GUILD_MEMBERS_CHUNK',
      JSON.stringify({
        guild_id: guild.id,
        members: found.slice(index * chunkSize, (index + 1) * chunkSize).map(memberJson),
        chunk_index: index,
        chunk_count: count,
        not_found: notFound(guild, request),
        ...(request.presences === true && { presences: [] }),
        ...(typeof request.nonce === 'string' && { nonce: request.nonce }),
      }),
    );
}

function membersFor(guild: Guild, { user_ids, query, limit }: Request): readonly Member[] {
  if (user_ids)
    return [user_ids]
      .flat()
      .map((id) => guild.members.get(id))
      .filter((member) => member !== undefined);
  const prefix = (query ?? '').toLowerCase();
  const found = [...guild.members.values()].filter((member) => startsWith(member, prefix));
  return prefix === '' && (limit ?? 0) === 0 ? found : found.slice(0, Math.min(limit ?? 1, 100));
}

/** Whether the name or the nick begins like this. */
export const startsWith = ({ user, nick }: Member, lowerPrefix: string): boolean =>
  [user.username, user.globalName, nick].some((name) =>
    name?.toLowerCase().startsWith(lowerPrefix),
  );

const notFound = (guild: Guild, { user_ids }: Request): readonly string[] =>
  [user_ids ?? []].flat().filter((id) => !guild.members.has(id));
