import type { ActorId } from '../../base/ids.ts';
import type { Json } from './values.ts';

/** How one person's id stands in what modules keep. */
export interface PersonalMarks {
  /** One of these stands wherever the id does. */
  readonly texts: readonly string[];
  /** The id as a whole word; global. */
  readonly word: RegExp;
}

/** The id itself, and the bare number of a Discord account, which nothing else has. */
export function marksOf(actor: ActorId): PersonalMarks {
  const number = /^discord:(\d{15,20})$/.exec(actor)?.[1];
  const texts = number === undefined ? [actor] : [number];
  const spelt = [actor, ...(number === undefined ? [] : [number])].map(literally);
  return { texts, word: new RegExp(`(?<![\\w-])(?:${spelt.join('|')})(?!${goesOn(actor)})`, 'gu') };
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What would make another id of this one: accounts and hosts are longer words than they look. */
function goesOn(actor: ActorId): string {
  if (actor.includes(':host:')) return String.raw`[\w.:@*-]`;
  return actor.startsWith('irc:') ? String.raw`[\w\[\]\\^{|}\x60-]` : String.raw`[\w-]`;
}

/** Everything in a text that may be somebody's id. */
export function idsIn(text: string): readonly string[] {
  const accounts = text.matchAll(/irc:[a-z0-9-]+:account:[^\s:"',;/<>()]+/gu);
  const hosts = text.matchAll(/irc:[a-z0-9-]+:host:[^\s"',;/<>()]+/gu);
  const numbers = text.matchAll(/(?<!\d)\d{15,20}(?!\d)/gu);
  return [
    ...[...accounts, ...hosts].map(([id]) => id),
    ...[...numbers].map(([number]) => `discord:${number}`),
  ];
}

/** A place in a value where the id stands, and what is the person's there. */
export interface PersonalPlace {
  /** `scores.discord:1`; empty for the value itself. */
  readonly at: string;
  readonly value: Json;
}

const has = (word: RegExp, text: string): boolean => text.search(word) >= 0;

/** What in a value is about the person: what stands under the id, and texts that name it. */
export function placesIn(value: Json, word: RegExp, at = ''): readonly PersonalPlace[] {
  if (typeof value === 'string') return has(word, value) ? [{ at, value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, Json]) => {
    const place = at === '' ? name : `${at}.${name}`;
    return has(word, name) ? [{ at: place, value: inner }] : placesIn(inner, word, place);
  });
}

/** The value without what stands under the person's id, and with the pseudonym where it names it. */
export function withoutPerson(value: Json, word: RegExp, pseudonym: string): Json {
  if (typeof value === 'string') return value.replace(word, () => pseudonym);
  if (isList(value)) return value.map((inner) => withoutPerson(inner, word, pseudonym));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !has(word, name))
      .map(([name, inner]) => [name, withoutPerson(inner, word, pseudonym)]),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
