/** Histories of programs that others ran: MASZ, Dyno, MEE6. Lists of cases, as JSON or as a table. */
import { basename } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import type { Found, Gathered, ImportSource } from '../../core/imports/imports.ts';
import type { Scope } from '../../core/settings/scope.ts';
import { named } from '../rules.ts';
import { type Meant, guildPlace } from '../places.ts';
import { type Told, discordCase, kindNamed, summedUp } from './found.ts';
import { type Row, idOfParts, momentIn, pick, rowsAt, snowflakeIn } from './rows.ts';

/** Under which names a program keeps what. The first that has something counts. */
interface Format {
  readonly source: ImportSource;
  readonly id: readonly string[];
  readonly what: readonly string[];
  /** What it is where no kind is told. */
  readonly usually?: CaseKind;
  readonly reason: (row: Row) => string;
  readonly at: readonly string[];
  /** Why an entry is not to be taken. */
  readonly leftOut?: (row: Row) => string | undefined;
}

const who = ['userid', 'user', 'memberid', 'member', 'targetid', 'targetuserid', 'target'];
const whoName = ['userusername', 'username', 'usertag', 'membername', 'targetname', 'nickname'];
const by = [
  'modid',
  'moderatorid',
  'authorid',
  'moderator',
  'mod',
  'author',
  'staffid',
  'issuerid',
];
const byName = ['modusername', 'moderatorusername', 'authorusername', 'modtag', 'moderatorname'];
const until = ['punisheduntil', 'expiresat', 'expires', 'expiry', 'until', 'endsat'];
const guildNames = ['guildid', 'guild', 'serverid', 'server'];

const isTrue = (text: string | undefined): boolean => /^(true|1)$/i.test(text ?? '');
const isFalse = (text: string | undefined): boolean => /^(false|0)$/i.test(text ?? '');

/** The table ModCases, or what its interface answers. */
const masz: Format = {
  source: 'masz',
  id: ['caseid', 'id'],
  what: ['punishmenttype'],
  usually: 'warn',
  reason: (row) =>
    [pick(row, ['title']), pick(row, ['description'])]
      .filter((one) => one !== undefined)
      .join(': '),
  at: ['occuredat', 'occurredat', 'createdat'],
  leftOut: (row) =>
    pick(row, ['markedtodeleteat']) !== undefined || isFalse(row.get('valid'))
      ? 'case-deleted'
      : undefined,
};

/** MASZ counts its kinds. */
const maszKinds: Readonly<Record<string, CaseKind>> = {
  0: 'warn',
  1: 'mute',
  2: 'kick',
  3: 'ban',
  none: 'warn',
};

/** Warnings (`logs`), or the log of moderation. */
const dyno: Format = {
  source: 'dyno',
  id: ['id', 'caseid', 'casenum', 'case', 'modlogid'],
  what: ['type', 'action', 'actiontype'],
  usually: 'warn',
  reason: (row) => pick(row, ['reason', 'message']) ?? '',
  at: ['createdat', 'timestamp', 'date', 'time'],
};

const mee6: Format = {
  source: 'mee6',
  id: ['id', 'infractionid', 'caseid'],
  what: ['type', 'action', 'infractiontype', 'kind'],
  usually: 'warn',
  reason: (row) => pick(row, ['reason', 'description']) ?? '',
  at: ['timestamp', 'createdat', 'date', 'time'],
};

export const readMasz = (path: string, how: Meant) => read(masz, path, how);
export const readDyno = (path: string, how: Meant) => read(dyno, path, how);
export const readMee6 = (path: string, how: Meant) => read(mee6, path, how);

async function read(format: Format, path: string, how: Meant): Promise<Result<Gathered>> {
  const rows = await rowsAt(path);
  if (!rows.ok) return rows;
  const file = basename(path);
  const found: Found[] = [];
  const left: [string, Readonly<Record<string, string>>][] = [];
  for (const row of rows.value) {
    const scope = placeIn(row, how);
    if (scope === undefined) return refuse('import.which-server', { path });
    if (!scope.ok) return scope;
    const told = toldBy(format, row);
    if ('left' in told) left.push([told.left, told.facts ?? {}]);
    else found.push(discordCase(file, scope.value, told));
  }
  return ok({ source: format.source, place: path, found: [...found, ...summedUp(file, left)] });
}

/** The entry says whose it is, or the person who has it taken over does. */
function placeIn(row: Row, how: Meant): Result<Scope> | undefined {
  const guild = snowflakeIn(pick(row, guildNames));
  if (guild !== undefined) return guildPlace(guild, how);
  return how.space === undefined ? undefined : ok(how.space);
}

function toldBy(
  format: Format,
  row: Row,
): Told | { readonly left: string; readonly facts?: Readonly<Record<string, string>> } {
  const out = format.leftOut?.(row);
  if (out !== undefined) return { left: out };
  const user = snowflakeIn(pick(row, who));
  if (user === undefined) return { left: 'case-nobody' };
  const word = pick(row, format.what);
  const what = word === undefined ? format.usually : kindOf(format, word);
  if (what === undefined) return { left: 'case-kind', facts: { word: named(word ?? '') } };
  const [atMs, reason] = [momentIn(pick(row, format.at)), format.reason(row)];
  const moderator = snowflakeIn(pick(row, by));
  return {
    ...{ user, what, reason, atMs, untilMs: momentIn(pick(row, until)), by: moderator },
    id: pick(row, format.id) ?? idOfParts(user, what, atMs, reason),
    ...{ userName: pick(row, whoName), byName: pick(row, byName) },
    stands: isTrue(row.get('punishmentactive')),
  };
}

const kindOf = ({ source }: Format, word: string): CaseKind | undefined =>
  (source === 'masz' ? maszKinds[word.toLowerCase()] : undefined) ?? kindNamed(word);
