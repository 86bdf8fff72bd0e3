import { isAbsolute } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { type Result, refuse } from '../../base/result.ts';
import type { IndexStanding, Offer } from '../../core/market/market.ts';
import { type Fetching, fetched, readBeside } from './fetch.ts';
import { type IndexEntry, type ReadIndex, mostIndexBytes, readIndex } from './index-file.ts';
import { fingerprintOf } from './keys.ts';
import type { Seen } from './records.ts';

/** An index as the configuration names it. */
export interface IndexPlace {
  /** Of its `index.json`, or the folder that holds it. */
  readonly url: string;
  readonly key: string;
  /** Whether it lies in a private network. */
  readonly private: boolean;
}

/** An offer, and where it is to be had. */
export interface Offered {
  readonly offer: Offer;
  readonly entry: IndexEntry;
  readonly place: IndexPlace;
}

export interface IndexLimits {
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** Asks one index. What is older than what was seen before is refused: somebody may hold back what was mended. */
export async function askIndex(
  place: IndexPlace,
  seen: Seen | undefined,
  limits: IndexLimits,
): Promise<Result<ReadIndex>> {
  const bytes = await got(place, 'index.json', { ...limits, mostBytes: mostIndexBytes });
  if (!bytes.ok) return bytes;
  const read = readIndex(bytes.value, place.key);
  if (!read.ok) return read;
  const { content, hash } = read.value;
  if (content.expiresAtMs <= limits.clock.now())
    return refuse('market.index-expired', { date: dayOf(content.expiresAtMs) });
  if (seen && content.serial < seen.serial)
    return refuse('market.index-older', { serial: content.serial, seen: seen.serial });
  if (seen?.serial === content.serial && seen.hash !== hash)
    return refuse('market.index-forked', { serial: content.serial });
  return read;
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** Gets a file that an index names. */
export function got(
  place: IndexPlace,
  file: string,
  limits: Omit<Fetching, 'home' | 'allowPrivate'>,
): Promise<Result<Buffer>> {
  if (isAbsolute(place.url)) return readBeside(place.url, file, limits.mostBytes);
  const home = URL.parse(place.url);
  if (!home) return Promise.resolve(refuse('market.unreachable', { host: place.url, why: '' }));
  const url = file === 'index.json' ? home : new URL(file, home);
  return fetched(url, { ...limits, home, allowPrivate: place.private });
}

/** What an index offers, as operators see it. */
export const offersIn = (place: IndexPlace, { content }: ReadIndex): readonly Offered[] =>
  content.packages.map((entry) => {
    const { id, title, description, details, version, author, status, category } = entry;
    const { licence, date, homepage, castellan, powers, sizeBytes, publisher } = entry;
    const offer = {
      ...{ id, title, description, version, author, status, category, licence, date },
      ...{ powers, sizeBytes, index: content.name, publisher: fingerprintOf(publisher) },
      ...(details !== undefined && { details }),
      ...(homepage !== undefined && { homepage }),
      ...(castellan !== undefined && { castellan }),
    };
    return { offer, entry, place };
  });

export const standingOf = (url: string, answer: Result<ReadIndex>): IndexStanding => {
  if (!answer.ok) return { url, problem: answer.error };
  const { name, serial, expiresAtMs } = answer.value.content;
  return { url, name, serial, expiresAtMs };
};

/** Of several indexes with the same id the first counts. */
export const firstOfEach = (all: readonly Offered[]): readonly Offered[] => {
  const byId = new Map<string, Offered>();
  for (const one of all) if (!byId.has(one.entry.id)) byId.set(one.entry.id, one);
  return [...byId.values()];
};
