import { z } from 'zod';
import type { Clock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import { partsOfChannel } from '../../../base/ids.ts';
import type { Forecast, Wish } from '../../../core/enforcer.ts';
import type { Place } from '../../../core/event.ts';
import { madeAtMs } from '../inbound/snowflake.ts';
import type { Api } from '../api.ts';

const listed = z.array(z.object({ id: z.string(), author: z.object({ id: z.string() }) }));

const perPage = 100;
/** How far back it is looked for what somebody said. */
const mostLookedAt = 1000;
/** Discord deletes no older ones in bulk; the rest is for clocks that differ and for the time it takes. */
const bulkAgeMs = 14 * 86_400_000 - 10 * 60_000;
const perBulk = 100;

/** The messages that a purge would delete, newest first. */
export async function purgeable(
  api: Api,
  clock: Pick<Clock, 'now'>,
  where: Place,
  { subject, count = perPage, before }: Wish,
): Promise<Forecast> {
  const oldestMs = clock.now() - bulkAgeMs;
  const found: string[] = [];
  let cursor: string | undefined = before;
  for (let looked = 0; looked < mostLookedAt && found.length < count; looked += perPage) {
    const page = await pageBefore(api, where, cursor);
    const fitting = subject ? page.filter(({ author }) => author.id === subject.native) : page;
    found.push(...fitting.map(({ id }) => id));
    cursor = page.at(-1)?.id;
    if (page.length < perPage) break;
  }
  const meant = found.slice(0, count);
  const marks = meant.filter((id) => madeAtMs(id) >= oldestMs);
  return { marks, others: [], count: marks.length, tooOld: meant.length - marks.length };
}

async function pageBefore(
  api: Api,
  where: Place,
  before: string | undefined,
): Promise<z.output<typeof listed>> {
  const { native: channel } = partsOfChannel(where.channel);
  const answer = await api.call({
    ...{ method: 'Get', route: `/channels/${channel}/messages`, repeatable: true },
    query: { limit: String(perPage), ...(before !== undefined && { before }) },
  });
  return listed.parse(answer);
}

/** Deletes up to a hundred at once; what is gone already is no problem. */
export async function deleteMessages(
  api: Api,
  where: Place,
  marks: readonly string[],
  reason: string,
): Promise<void> {
  const { native: channel } = partsOfChannel(where.channel);
  for (let from = 0; from < marks.length; from += perBulk) {
    const some = marks.slice(from, from + perBulk);
    await (some.length === 1
      ? deleteOne(api, `/channels/${channel}/messages/${some[0] ?? ''}`, reason)
      : api.call({
          ...{ method: 'Post', route: `/channels/${channel}/messages/bulk-delete` },
          ...{ body: { messages: some }, reason, repeatable: true },
        }));
  }
}

const unknownMessage = 10008;

async function deleteOne(api: Api, route: `/${string}`, reason: string): Promise<void> {
  try {
    await api.call({ method: 'Delete', route, reason, repeatable: true });
  } catch (thrown) {
    if (!(thrown instanceof CastellanError) || thrown.facts['code'] !== unknownMessage)
      throw thrown;
  }
}
