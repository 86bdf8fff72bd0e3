import type { ConnectionId } from '../../base/ids.ts';
import type { Place } from '../../core/event.ts';
import { channelPlace } from './identity.ts';
import { middle } from './outgoing.ts';

const maxPlaces = 2000;

/** One place object per channel, for as long as the connection is configured. */
export class Places {
  readonly #connection: ConnectionId;
  readonly #byFolded = new Map<string, Place>();
  readonly #byNative = new Map<string, Place>();

  constructor(connection: ConnectionId) {
    this.#connection = connection;
  }

  placeOf(name: string, folded: string): Place {
    const known = this.#byFolded.get(folded);
    if (known) return known;
    const place = channelPlace(this.#connection, name, folded);
    if (this.#byFolded.size >= maxPlaces) return place;
    this.#byFolded.set(folded, place);
    this.#byNative.set(nativeOf(place), place);
    return place;
  }

  /** What a message to this channel id goes to: the channel as it is written, or a nick. */
  targetOf(native: string): string {
    const known = this.#byNative.get(native)?.name;
    if (known !== undefined) return known;
    const plain = native.replace(/(?:%[\dA-F]{2})+/g, decoded);
    return middle(plain.startsWith('@') ? plain.slice(1) : plain);
  }
}

/** Undoes `idText` of identity.ts; what was never made by it stays. */
function decoded(codes: string): string {
  const text = Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8');
  return encodeURIComponent(text) === codes ? text : codes;
}

const nativeOf = ({ channel }: Place): string => channel.slice(channel.indexOf('/') + 1);
