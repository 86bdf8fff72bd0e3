/** Discord's own list of bans, as its interface answers or as people save it. */
import { basename } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Found, Gathered } from '../../core/imports/imports.ts';
import type { Meant } from '../places.ts';
import { discordCase, summedUp } from './found.ts';
import { type Row, idOfParts, pick, rowsAt, snowflakeIn } from './rows.ts';

export async function readDiscordBans(path: string, how: Meant): Promise<Result<Gathered>> {
  const rows = await rowsAt(path);
  if (!rows.ok) return rows;
  const scope = how.space;
  if (scope === undefined) return refuse('import.which-server', { path });
  const file = basename(path);
  const cases = rows.value.flatMap((row): readonly Found[] => {
    const user = snowflakeIn(pick(row, ['userid', 'id', 'user', 'memberid', '']));
    return user === undefined ? [] : [discordCase(file, scope, { ...ban(user), ...told(row) })];
  });
  const nobody = Array.from(
    { length: rows.value.length - cases.length },
    () => ['case-nobody', {}] as const,
  );
  return ok({ source: 'discord-bans', place: path, found: [...cases, ...summedUp(file, nobody)] });
}

/** A ban that stands. The same one is the same case whenever it is read. */
export const ban = (user: string) => ({
  ...({ user, id: idOfParts('ban', user), what: 'ban', stands: true } as const),
});

const told = (row: Row) => ({
  reason: pick(row, ['reason']) ?? '',
  userName: pick(row, ['userusername', 'username', 'usertag', 'name']),
});
