import { Reading } from '../text/index.ts';
import type { Happening } from './happening.ts';
import { type Link, isInvite, linksIn } from './links.ts';
import type { Countable } from './rule.ts';

const picture =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}{2}|<a?:\w{2,32}:\d+>/gu;
const called = /<@[!&]?\d+>|(?<![\w.])@[\w-]{2,}/g;
/** Fewer letters are no shout: `OK`, `LOL`, `NASA`. */
const leastLetters = 8;
export const shoutPercent = 70;

/** What one message holds. Everything is counted when it is first asked for, and once. */
export class Counts {
  readonly reading = new Reading();
  #happening: Happening | undefined;
  #links: readonly Link[] | undefined;
  #emoji = -1;
  #lower: string | undefined;
  #isRead = false;

  of(happening: Happening): this {
    // Several judges may ask about the same.
    if (this.#happening === happening) return this;
    this.#happening = happening;
    this.#links = undefined;
    this.#emoji = -1;
    this.#lower = undefined;
    this.#isRead = false;
    return this;
  }

  get text(): string {
    return this.#happening?.text ?? '';
  }

  get lower(): string {
    return (this.#lower ??= this.text.toLowerCase());
  }

  get links(): readonly Link[] {
    return (this.#links ??= linksIn(this.text));
  }

  read(): Reading {
    if (!this.#isRead) this.reading.read(this.text);
    this.#isRead = true;
    return this.reading;
  }

  /** How much of it is capitals, in percent; 0 for what is too short to shout. */
  capitals(): number {
    const { cased, capitals } = this.read();
    return cased < leastLetters ? 0 : Math.round((capitals * 100) / cased);
  }

  count(of: Countable): number {
    switch (of) {
      case 'link':
        return this.links.length;
      case 'invite':
        return this.links.filter(isInvite).length;
      case 'mention':
        return this.#happening?.mentions ?? occurrences(this.text, called, '@');
      case 'emoji':
        return this.#countEmoji();
      case 'attachment':
        return this.#happening?.files.length ?? 0;
      case 'line':
        return lines(this.text);
      case 'character':
        return this.text.length;
      case 'stacked mark':
        return this.read().stacked;
    }
  }

  #countEmoji(): number {
    if (this.#emoji >= 0) return this.#emoji;
    const { text } = this;
    const may = text.includes('<') || hasWide(text);
    this.#emoji = may ? Array.from(text.matchAll(picture)).length : 0;
    return this.#emoji;
  }
}

const occurrences = (text: string, what: RegExp, mark: string): number =>
  text.includes(mark) ? Array.from(text.matchAll(what)).length : 0;

function lines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Whether there is anything beyond Latin, Greek and Cyrillic: where emoji are. `©` and `®` are none to people. */
function hasWide(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x2000) return true;
  return false;
}
