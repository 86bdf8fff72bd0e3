import { basename, dirname } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Found } from '../../core/imports/imports.ts';
import type { Scope } from '../../core/settings/scope.ts';
import { type Meant, guildPlace, isSnowflake } from '../places.ts';
import { type Rules, asText, asYesNo, byRules, leave, named, toSetting } from '../rules.ts';
import { guildRows } from './guild-store.ts';

const rules: Rules = {
  prefix: toSetting('core.prefix', asText),
  mention_prefix_enabled: toSetting('core.mentionPrefix', asYesNo),
};

/** What Zoryx kept for one guild. The folder that the database lies in is named by the guild's id. */
export async function readGuild(path: string, how: Meant): Promise<Result<readonly Found[]>> {
  const scope = scopeOf(path, how);
  if (!scope.ok) return scope;
  const rows = await guildRows(path);
  if (!rows.ok) return rows;
  const { settings, others } = rows.value;
  const from = `${basename(dirname(path))}/${basename(path)}`;
  const values = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
  return ok([
    ...byRules(values, rules, { from, scope: scope.value }),
    ...others
      .filter(({ rows: count }) => count > 0)
      .map(({ table, rows: count }) =>
        table === 'command_stats'
          ? leave(`${from} → ${table}`, 'counts', { rows: count })
          : leave(`${from} → ${named(table)}`, 'table', { rows: count }),
      ),
  ]);
}

function scopeOf(path: string, how: Meant): Result<Scope> {
  const guild = basename(dirname(path));
  if (isSnowflake(guild)) return guildPlace(guild, how);
  return how.space === undefined ? refuse('import.which-guild', { path }) : ok(how.space);
}
