import { z } from 'zod';
import type { Queries } from '../../storage/index.ts';
import type { AuditEntry } from './entry.ts';
import { type Ranges, rangesOf, rangesShape } from './seq-ranges.ts';
import type { AuditRow, AuditTables } from './tables.ts';

/** A person, as the log may name him. */
export interface WhoIsMeant {
  readonly actor: string;
  /** What people typed to name him: nicks, account, number. Found as whole words. */
  readonly names: readonly string[];
}

/** Who had somebody erased, and the name that stands for him from now on. */
export interface Unsigned {
  readonly by: string;
  readonly via: string;
  readonly pseudonym: string;
}

/** Numbers of the entries whose who, and whose what, were taken out. */
export interface Blanked {
  readonly who: readonly number[];
  readonly what: readonly number[];
}

/** The act that vouches for gaps; nothing else may leave any. */
const erased = 'privacy erased';

export const isAbout = (row: AuditRow, person: WhoIsMeant): boolean =>
  row.actor === person.actor || isTold(row, person);

/** Whether what was done names the person, by id or by a word that he is known by. */
function isTold({ action, object, before, after }: AuditRow, person: WhoIsMeant): boolean {
  if (action === erased) return false;
  const text = [object, before, after].filter((part) => part !== null).join('\n');
  return text !== '' && [person.actor, ...person.names].some((name) => hasWord(text, name));
}

/** Every id in an entry. */
export const namedIn = ({ actor, object, before, after }: AuditRow): readonly string[] => [
  ...(actor === null ? [] : [actor]),
  ...[object, before, after].flatMap((text) => text?.match(idLike) ?? []),
];

const idLike = /\b(?:discord:\d+|irc:[a-z0-9-]+:(?:account|host):[^\s"',]+)/gu;

/** Whether it stands there by itself: `ann` is not in `annual`, nor in `#ann`. Case means nothing in names. */
function hasWord(text: string, name: string): boolean {
  if (name === '') return false;
  const [where, wanted] = [text.toLowerCase(), name.toLowerCase()];
  for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + 1)) {
    const around = [where.at(at - 1), where.at(at + wanted.length)];
    if (at === 0) around[0] = undefined;
    if (around.every((sign) => sign === undefined || !partOfName.test(sign))) return true;
  }
  return false;
}

const partOfName = /[\p{L}\p{N}_#-]/u;

/** Takes a person out of the rows that name him. */
export async function blank(
  queries: Queries<AuditTables>,
  person: WhoIsMeant,
  rows: AsyncIterable<AuditRow>,
): Promise<Blanked> {
  const [who, what]: [number[], number[]] = [[], []];
  for await (const row of rows) {
    if (row.actor === person.actor) who.push(row.seq);
    if (isTold(row, person)) what.push(row.seq);
  }
  for (const some of inParts(who))
    await queries
      .updateTable('audit')
      .set({ actor: null, actor_name: null, actor_salt: null })
      .where('seq', 'in', some)
      .execute();
  for (const some of inParts(what))
    await queries
      .updateTable('audit')
      .set({ object: null, before: null, after: null, what_salt: null })
      .where('seq', 'in', some)
      .execute();
  return { who, what };
}

/** No statement with more parameters than databases take. */
const mostAtOnce = 500;

function* inParts(numbers: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < numbers.length; at += mostAtOnce) yield numbers.slice(at, at + mostAtOnce);
}

/** The entry that says that somebody was erased, and which gaps come of it. */
export const vouching = ({ by, via, pseudonym }: Unsigned, { who, what }: Blanked): AuditEntry => ({
  ...{ actor: by, via, action: erased, outcome: 'done', object: pseudonym },
  after: JSON.stringify({ who: rangesOf(who), what: rangesOf(what) }),
});

const vouchedShape = z.object({ who: rangesShape, what: rangesShape });

/** The gaps that an entry vouches for; undefined for any other entry. */
export function vouchedBy({
  action,
  after,
}: AuditRow): { readonly who: Ranges; readonly what: Ranges } | undefined {
  if (action !== erased || after === null) return undefined;
  try {
    return vouchedShape.parse(JSON.parse(after));
  } catch {
    return undefined;
  }
}
