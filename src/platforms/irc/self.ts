import type { Fold } from './casefold.ts';
import { ownCopy } from './line-parser.ts';

const assumedUserBytes = 11;
const assumedHostBytes = 63;

/** Whom the server says we are. */
export class Self {
  nick = '*';
  folded = '*';
  user = '';
  host = '';
  account: string | undefined;
  #fold: Fold;

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  is(nick: string): boolean {
    return nick === this.nick || this.#fold(nick) === this.folded;
  }

  rename(nick: string): void {
    this.nick = ownCopy(nick);
    this.folded = this.#fold(this.nick);
  }

  refold(fold: Fold): void {
    this.#fold = fold;
    this.folded = fold(this.nick);
  }

  /** Others see `:nick!user@host ` before our lines; it counts into the limit of a line. */
  get prefixBytes(): number {
    const user = this.user === '' ? assumedUserBytes : Buffer.byteLength(this.user);
    const host = this.host === '' ? assumedHostBytes : Buffer.byteLength(this.host);
    return Buffer.byteLength(this.nick) + user + host + 4;
  }

  /** What the rest of the world calls us, learned from our own lines. */
  seenAs(user: string, host: string): void {
    this.user = ownCopy(user);
    this.host = ownCopy(host);
  }
}
