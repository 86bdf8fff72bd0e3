import { type Result, ok, refuse } from '../base/result.ts';
import { connectionId, spaceId } from '../base/ids.ts';
import type { ImportHow } from '../core/imports/imports.ts';
import type { Scope } from '../core/settings/scope.ts';

/** How what is found is meant, checked. */
export interface Meant {
  readonly space?: Scope;
  readonly connection?: string;
  readonly map: ReadonlyMap<string, string>;
}

/** Checks what a person said. Where there is one IRC connection only, channels are on that. */
export function meantBy(how: ImportHow, ircConnections: readonly string[]): Result<Meant> {
  const map = mapIn(how.map);
  const space = how.space === undefined ? ok(undefined) : spaceNamed(how.space);
  const [only, ...more] = ircConnections;
  const connection = how.connection ?? (more.length === 0 ? only : undefined);
  if (!map.ok) return map;
  if (!space.ok) return space;
  if (connection !== undefined && !isConnection(connection, ircConnections))
    return refuse('import.no-connection', { connection, known: ircConnections.join(', ') });
  return ok({
    map: map.value,
    ...(space.value !== undefined && { space: space.value }),
    ...(connection !== undefined && { connection }),
  });
}

function isConnection(text: string, known: readonly string[]): boolean {
  try {
    return known.length === 0 || known.includes(connectionId(text));
  } catch {
    // Not the form of a name: what there is is said.
    return false;
  }
}

export const isSnowflake = (text: string): boolean => /^\d{15,22}$/.test(text);

/** The space with this id. Refuses with what ids look like. */
export function spaceNamed(text: string): Result<Scope> {
  try {
    return ok<Scope>(`space:${spaceId(text)}`);
  } catch {
    // Not the form of an id: what it should be is said.
    return refuse('import.bad-place', { place: text });
  }
}

/** Where belongs what the old program had kept for all its places. */
export const widest = ({ space }: Meant): Scope => space ?? 'instance';

/** Where belongs what the old program had kept for a Discord server. */
export function guildPlace(guild: string, { map }: Meant): Result<Scope> {
  return spaceNamed(map.get(guild) ?? `discord:${guild}`);
}

/**
 * Where belongs what the old program had kept for an IRC channel; undefined when it cannot be known: on no connection
 * that was named, or written with signs that networks fold in different ways.
 */
export function channelPlace(channel: string, { map, connection }: Meant): Scope | undefined {
  const mapped = map.get(channel) ?? map.get(channel.toLowerCase());
  if (mapped === undefined && (connection === undefined || !foldsTheSame(channel)))
    return undefined;
  const place = spaceNamed(mapped ?? `irc:${connection ?? ''}:${lowered(channel)}`);
  return place.ok ? place.value : undefined;
}

const lowered = (channel: string): string =>
  channel.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Networks agree on A to Z. Some take brackets for capitals too, some know other alphabets. */
const foldsTheSame = (channel: string): boolean =>
  /^[#&+!][^\s,[\]\\^{}|~]{1,200}$/u.test(channel) && lowered(channel) === channel.toLowerCase();

/** Reads `old=new` and `old=new`: guild ids and channel names → spaces. */
function mapIn(pairs: readonly string[]): Result<ReadonlyMap<string, string>> {
  const map = new Map<string, string>();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    const [theirs, ours] = [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()];
    if (cut < 1 || !spaceNamed(ours).ok) return refuse('import.bad-map', { pair });
    map.set(theirs, ours).set(theirs.toLowerCase(), ours);
  }
  return ok(map);
}
