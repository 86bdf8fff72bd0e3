import { type ActorId, actorId, channelOn } from '../base/ids.ts';
import type { Elsewhere } from '../console/index.ts';
import type { Actor } from '../core/actor.ts';
import type { Place } from '../core/event.ts';
import type { Platform } from '../core/platform.ts';

/**
 * Finds people and channels from the console, which is on no network: by name where only one network knows it, as
 * `libera/ann` on a certain one, or by id, present or not.
 */
export function elsewhere(platforms: () => readonly Platform[]): Elsewhere {
  const networks = (): readonly Platform[] => platforms().filter(({ kind }) => kind !== 'console');

  async function onlyOne<Found>(
    text: string,
    find: (platform: Platform, name: string) => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const [network, name] = partsOf(text);
    const named = networks().filter(({ connection }) => connection === network);
    const asked = named.length > 0 ? named : networks();
    const wanted = named.length > 0 ? name : text;
    const found = await Promise.allSettled(asked.map(async (one) => find(one, wanted)));
    // A network that cannot be asked now knows nobody.
    const all = found.flatMap((one) => (one.status === 'fulfilled' && one.value) || []);
    return all.length === 1 ? all[0] : undefined;
  }

  return {
    actor: async (text) =>
      (await onlyOne(text, (platform, name) => platform.findActor(placeOn(platform), name))) ??
      actorById(text),
    thing: (kind, text) =>
      onlyOne(text, (platform, name) => platform.findThing(placeOn(platform), kind, name)),
  };
}

function partsOf(text: string): readonly [string, string] {
  const slash = text.indexOf('/');
  return slash < 0 ? ['', text] : [text.slice(0, slash), text.slice(slash + 1)];
}

/** Anywhere on a network: in direct talk. */
const placeOn = ({ connection, kind }: Platform): Place => ({
  ...{ connection, platform: kind, name: '' },
  channel: channelOn(connection, '@'),
});

/** Whoever it is that is not here now: what is kept about people is kept by id. */
function actorById(text: string): Actor | undefined {
  const id = readId(text);
  if (id === undefined) return undefined;
  const name = id.slice(id.lastIndexOf(':') + 1);
  return {
    ...{ id, name, mention: name, native: name, bot: false, standing: 'member', roles: [] },
    identified: false,
  };
}

function readId(text: string): ActorId | undefined {
  try {
    return actorId(text);
  } catch {
    // The only way that ids have to say that a text is none.
    return undefined;
  }
}
