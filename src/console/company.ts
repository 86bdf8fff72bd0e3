import type { Facts } from '../core/texts/texts.ts';
import type { FeedLevel } from './feed.ts';

/** Somebody on the console, as the others and the console's own commands see him. */
export interface Guest {
  readonly number: number;
  readonly name: string;
  /** How he came: `this machine`, `DCC CHAT, libera`. */
  readonly via: string;
  readonly level: FeedLevel;
  /** How long he has been here. */
  readonly forMs: number;
  /** Whether he hears what the others say. */
  readonly hears: boolean;
  readonly company: Company;
  /** A text in the language of the instance, without markup. */
  words(key: string, facts?: Facts): string;
  write(text: string): void;
  /** Something that was not asked for: left out, and counted, when the other end does not keep up. */
  offer(line: string): void;
  end(text: string): void;
  listen(hears: boolean): void;
  /** Shows what happens, as far as the level goes. */
  follow(level: FeedLevel): void;
  /** Runs a command of the program; the note stands below its answer. */
  command(text: string, note?: string): void;
}

/** Who is on the console now. */
export class Company {
  readonly #guests = new Set<Guest>();

  get size(): number {
    return this.#guests.size;
  }

  all(): readonly Guest[] {
    return [...this.#guests];
  }

  enter(guest: Guest): void {
    this.#guests.add(guest);
    if (guest.hears) this.#announce(guest);
  }

  leave(guest: Guest): void {
    if (!this.#guests.delete(guest) || !guest.hears) return;
    this.tell(guest, guest.words('console.left', { name: guest.name }));
  }

  /** From now on he hears the others, or no longer. */
  changed(guest: Guest): void {
    if (guest.hears) this.#announce(guest);
    else this.tell(guest, guest.words('console.left', { name: guest.name }));
  }

  /** Says something to all others who listen; to how many. */
  tell(from: Guest, line: string): number {
    const others = this.all().filter((one) => one !== from && one.hears);
    for (const other of others) other.offer(line);
    return others.length;
  }

  #announce(guest: Guest): void {
    const { name, via } = guest;
    this.tell(guest, guest.words('console.came', { name, via }));
  }
}
