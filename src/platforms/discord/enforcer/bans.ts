import { z } from 'zod';
import type { Standing, StandingBan } from '../../../core/enforcer.ts';
import type { Api, ApiCall } from '../api.ts';
import { actorOf } from '../inbound/snowflake.ts';

const page = z.array(
  z.object({
    reason: z.string().nullish(),
    user: z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() }),
  }),
);

/** Discord gives no more at once. */
const pageSize = 1000;
const mostBans = 50_000;

/** All bans of a guild, in the order of ids. */
export async function bansOf(api: Api, route: ApiCall['route']): Promise<readonly StandingBan[]> {
  const all: StandingBan[] = [];
  let after = '0';
  while (all.length < mostBans) {
    const query = { limit: String(pageSize), after };
    const answer = await api.call({ method: 'Get', route, query, repeatable: true });
    const bans = page.parse(answer);
    all.push(...bans.map(banOf));
    const last = bans.at(-1)?.user.id;
    if (last === undefined || last === after || bans.length < pageSize) break;
    after = last;
  }
  return all;
}

const banOf = ({ reason, user }: z.output<typeof page>[number]): StandingBan => ({
  ...{ mark: user.id, name: user.global_name ?? user.username },
  ...(typeof reason === 'string' && reason !== '' && { reason }),
});

/** A ban as an entry of the guild's list. */
export const standingOf = ({ mark, name, reason }: StandingBan): Standing => ({
  ...{ measure: 'ban', mark, subject: { id: actorOf(mark), name, native: mark } },
  ...(reason !== undefined && { reason }),
});
