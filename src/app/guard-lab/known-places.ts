import { z } from 'zod';
import { channelId, spaceId } from '../../base/ids.ts';
import type { Place, PlatformKind } from '../../core/event.ts';
import type { Keep } from '../../core/keep/keep.ts';
import type { FactPlace } from '../../replay/index.ts';

/** A place that facts were recorded of. */
export type KnownPlace = FactPlace & {
  readonly platform: PlatformKind;
  readonly spaceName?: string;
};

const keptAs = 'guard.places';
const mostPlaces = 2000;

const keptPlaces = z.array(
  z.object({
    channel: z.string().transform(channelId),
    space: z.string().transform(spaceId).optional(),
    platform: z.enum(['discord', 'irc', 'console']),
    name: z.string(),
    spaceName: z.string().optional(),
  }),
);

/** The places with a space of their own that facts are recorded of, with the names that they go by. Bounded, the latest stay. */
export class KnownPlaces {
  readonly #keep: Keep;
  readonly #places = new Map<string, KnownPlace>();
  readonly #seen = new WeakSet<Place>();
  #changed = false;

  constructor(keep: Keep) {
    this.#keep = keep;
    for (const place of readPlaces(keep.load(keptAs))) this.#places.set(place.channel, place);
  }

  see(place: Place): void {
    if (this.#seen.has(place) || place.space === undefined) return;
    this.#seen.add(place);
    const { channel, space, platform, name, spaceName } = place;
    this.#places.delete(channel);
    this.#places.set(channel, {
      ...{ channel, space, platform, name },
      ...(spaceName !== undefined && { spaceName }),
    });
    const [oldest = ''] = this.#places.keys();
    if (this.#places.size > mostPlaces) this.#places.delete(oldest);
    this.#changed = true;
  }

  find(channel: string): KnownPlace | undefined {
    return this.#places.get(channel);
  }

  /** By name or id, in these spaces first where it is given. */
  named(text: string, near: Pick<Place, 'space' | 'connection'>): KnownPlace | undefined {
    const wanted = text.toLowerCase().replace(/^<#(\d+)>$/, '$1');
    const isIt = ({ channel, name }: KnownPlace) =>
      [channel.toLowerCase(), name.toLowerCase()].includes(wanted) ||
      channel.toLowerCase().endsWith(`/${wanted}`) ||
      name.toLowerCase() === `#${wanted}`;
    const found = this.all().filter(isIt);
    return (
      found.find(({ space }) => space === near.space) ??
      found.find(({ channel }) => channel.startsWith(`${near.connection}/`)) ??
      found[0]
    );
  }

  all(): readonly KnownPlace[] {
    return [...this.#places.values()];
  }

  forget(unwanted: (place: KnownPlace) => boolean): void {
    for (const place of this.all().filter(unwanted)) this.#places.delete(place.channel);
    this.#changed = true;
  }

  save(): void {
    if (this.#changed) this.#keep.save(keptAs, JSON.stringify(this.all()));
    this.#changed = false;
  }
}

function readPlaces(text: string | undefined): readonly KnownPlace[] {
  if (text === undefined) return [];
  try {
    return keptPlaces.parse(JSON.parse(text)).map(({ space, spaceName, ...place }) => ({
      ...place,
      ...(space !== undefined && { space }),
      ...(spaceName !== undefined && { spaceName }),
    }));
  } catch {
    // Names only; they are learned anew.
    return [];
  }
}
