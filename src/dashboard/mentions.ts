import type { KnownPlace } from './ports.ts';

interface Names {
  /** Those whom the page tells of anyway, by their ids. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly places: readonly KnownPlace[];
}

/** Mentions by id, as Discord writes them, by the names that people read there. Whose name is not known stays an id. */
export function mentionsNamed(text: string, { people, places }: Names): string {
  const personOf = (id: string) => people.find((one) => one.id === `discord:${id}`)?.name;
  const channelOf = (id: string) =>
    places.find(({ channel }) => channel?.id.endsWith(`/${id}`) === true)?.channel?.name;
  return text
    .replace(/<@!?(\d{1,20})>/g, (whole, id: string) => at('@', personOf(id)) ?? whole)
    .replace(/<#(\d{1,20})>/g, (whole, id: string) => at('#', channelOf(id)) ?? whole);
}

const at = (sign: string, name: string | undefined): string | undefined =>
  name === undefined || name.startsWith(sign) ? name : sign + name;
