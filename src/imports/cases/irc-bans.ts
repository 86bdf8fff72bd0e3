/** Bans of an IRC channel, as people paste them: numerics of a server, a client's own lines, ChanServ's AKICK LIST. */
import { basename } from 'node:path';
import { type ActorId, type SpaceId, actorId, spaceId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import { oneLine, truncate } from '../../base/text.ts';
import type { Found, FoundCase, Gathered } from '../../core/imports/imports.ts';
import { partsOf } from '../../core/settings/scope.ts';
import { textAt } from '../files.ts';
import { type Meant, channelPlace } from '../places.ts';
import { summedUp } from './found.ts';
import { idOfParts } from './rows.ts';

/** An entry of a list that keeps people out. */
export interface Entry {
  readonly mask: string;
  readonly channel?: string | undefined;
  readonly by?: string | undefined;
  readonly atMs?: number | undefined;
  /** ChanServ holds it, not the channel. */
  readonly services?: boolean;
  readonly reason?: string | undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Read = (found: Groups) => Omit<Entry, 'mask' | 'channel'>;

const mask = String.raw`(?<mask>[^\s!@]+[!@][^\s]*|(?:[$~]?[A-Za-z]|~?account):[^\s]+)`;
const channel = String.raw`(?<channel>[#&+!][^\s,:]+)`;
const epoch = ({ at }: Groups): number | undefined =>
  at === undefined ? undefined : Number(at) * 1000;

/** The forms, the most telling first. */
const forms: readonly (readonly [RegExp, Read])[] = [
  // :server 367 bot #chan mask setter 1700000000
  [
    new RegExp(
      String.raw`(?:^|\s)367 \S+ ${channel} ${mask}(?: (?<by>\S+)(?: :?(?<at>\d{9,11}))?)?\s*$`,
    ),
    (found) => ({ by: found['by'], atMs: epoch(found) }),
  ],
  // irssi: 1 - #chan: ban *!*@host [by ann, 3600 secs ago]
  [
    new RegExp(String.raw`${channel}:? ban ${mask}(?: \[by (?<by>[^,\]]+)[^\]]*\])?\s*$`, 'i'),
    (found) => ({ by: found['by'] }),
  ],
  // Anope: 1  *!*@host  (by ann on …) why   |   *!*@host (why) by ann
  [
    new RegExp(String.raw`^\s*\d+\s+${mask}\s+\(by (?<by>\S+)[^)]*\)\s*(?<reason>.*)$`, 'i'),
    (found) => ({ by: found['by'], reason: found['reason'], services: true }),
  ],
  // Atheme: 1: *!*@host ("why") [setter: ann, modified: …]
  [
    new RegExp(
      String.raw`^\s*\d+:\s+${mask}(?:\s+\("?(?<reason>.*?)"?\))?\s+\[setter: (?<by>[^,\]]+)[^\]]*\]\s*$`,
      'i',
    ),
    (found) => ({ by: found['by'], reason: found['reason'], services: true }),
  ],
  // mask setter 1700000000, or a mask alone
  [
    new RegExp(
      String.raw`^\s*(?:${channel} )?\+?b? ?${mask}(?: (?<by>\S+)(?: (?<at>\d{9,11}))?)?\s*$`,
    ),
    (found) => ({ by: found['by'], atMs: epoch(found) }),
  ],
];

/** What a line says; undefined for one that says nothing of a ban. */
export function entryIn(line: string): Entry | undefined {
  for (const [form, read] of forms) {
    const groups = form.exec(line)?.groups;
    const found = groups?.['mask'];
    if (groups && found !== undefined)
      return { ...read(groups), mask: found.replace(/^:/, ''), channel: groups['channel'] };
  }
  return undefined;
}

/** Beginnings and ends of lists, and what ChanServ says around them. */
const isAround = (line: string): boolean =>
  /^\s*$|\b368\b|end of|akick list|autokick list|^\s*num\b|total of|^\s*[-=]+\s*$|^\s*(#|\/\/)(?!\S)/i.test(
    line,
  );

export async function readIrcBans(path: string, how: Meant): Promise<Result<Gathered>> {
  const text = await textAt(path);
  if (!text.ok) return text;
  const file = basename(path);
  const found: Found[] = [];
  const left: [string, Readonly<Record<string, string>>][] = [];
  for (const [at, line] of text.value.split(/\r?\n/).entries()) {
    const entry = entryIn(line);
    if (!entry && !isAround(line)) left.push(['case-line', {}]);
    if (!entry) continue;
    const space = spaceOf(entry, how);
    if (space) found.push(ircCase(`${file}:${at + 1}`, space, entry));
    else left.push(['which-channel', { channel: entry.channel ?? file }]);
  }
  return found.length + left.length > 0
    ? ok({ source: 'irc-bans', place: path, found: [...found, ...summedUp(file, left)] })
    : refuse('import.no-list', { path });
}

function spaceOf({ channel: name }: Entry, how: Meant): SpaceId | undefined {
  const scope = how.space ?? (name === undefined ? undefined : channelPlace(name, how));
  const space = scope && partsOf(scope);
  return space?.kind === 'space' && space.id.startsWith('irc:') ? spaceId(space.id) : undefined;
}

const longest = 500;

/** What the list holds as a case. What ChanServ holds is a note: no mode of the channel stands for it. */
export function ircCase(from: string, space: SpaceId, entry: Entry): FoundCase {
  const { mask: held, by, atMs, services = false, reason = '' } = entry;
  const [, connection = ''] = space.split(':');
  const said = truncate(oneLine(reason).trim(), longest);
  return {
    ...{ kind: 'case', from, space, id: idOfParts(services ? 'akick' : 'b', held.toLowerCase()) },
    ...{ what: services ? 'note' : 'ban', target: whoIs(connection, held), targetName: held },
    reason: services ? `ChanServ AKICK ${held}${said === '' ? '' : `: ${said}`}` : said,
    marks: services ? [] : [`b ${held}`],
    ...(by !== undefined && {
      byName: truncate(by.replace(/^[\s(]+/, '').replace(/!.*$/, ''), 60),
    }),
    ...(atMs !== undefined && { atMs }),
  };
}

/** An account where the entry says so, else the mask itself. */
function whoIs(connection: string, held: string): ActorId {
  const account = /^(?:\$a|~a|R|~account|account):([^\s*?]+)$/.exec(held)?.[1];
  return actorId(
    account === undefined
      ? `irc:${connection}:host:${held.toLowerCase()}`
      : `irc:${connection}:account:${account.toLowerCase()}`,
  );
}
