import type { Found } from '../../core/imports/imports.ts';
import { type Told, discordCase, kindNamed, summedUp } from '../cases/found.ts';
import { type Row, idOfParts, momentIn, pick, snowflakeIn } from '../cases/rows.ts';
import { type Meant, guildPlace } from '../places.ts';
import { named } from '../rules.ts';

/** Where it was found, and how guilds are meant. */
interface Spot {
  readonly from: string;
  readonly how: Meant;
}

type Left = readonly [key: string, facts: Readonly<Record<string, string>>];

/** How long its own words hold. */
const minutes: Readonly<Record<string, number>> = {
  ...{ timeout_short: 10, timeout_medium: 60, timeout_long: 1440 },
};

/** What its AI did: `user_infractions`, table or file. The same act has the same id in both. */
export const infractionsIn = (rows: readonly Row[], spot: Spot): readonly Found[] =>
  casesIn(rows, spot, (row) => toldBy(row, pick(row, ['actiontaken']), ['reasoning', 'reason']));

/** What people did: `moderation_logs`. What has no moderator the AI did, and is among its infractions. */
export const modLogsIn = (rows: readonly Row[], spot: Spot): readonly Found[] =>
  casesIn(rows, spot, (row) =>
    pick(row, ['moderatorid']) === undefined
      ? ['case-automatic', {}]
      : toldBy(row, pick(row, ['actiontype']), ['reason']),
  );

function casesIn(
  rows: readonly Row[],
  { from, how }: Spot,
  read: (row: Row) => Told | Left,
): readonly Found[] {
  const found: Found[] = [];
  const left: Left[] = [];
  for (const row of rows) {
    const guild = snowflakeIn(pick(row, ['guildid']));
    const scope = guild === undefined ? undefined : guildPlace(guild, how);
    const told: Told | Left = scope?.ok === true ? read(row) : ['type', {}];
    if (!('id' in told)) left.push(told);
    else if (scope?.ok === true) found.push(discordCase(from, scope.value, told));
  }
  return [...found, ...summedUp(from, left)];
}

function toldBy(row: Row, word: string | undefined, reasons: readonly string[]): Told | Left {
  const user = snowflakeIn(pick(row, ['userid', 'targetuserid']));
  if (user === undefined) return ['case-nobody', {}];
  if (/global.?ban/i.test(word ?? '')) return ['global-bans', {}];
  const what = kindNamed(word ?? '');
  if (what === undefined) return ['case-kind', { word: named(word ?? '') }];
  const atMs = momentIn(pick(row, ['timestamp', 'createdat']));
  const reason = pick(row, reasons) ?? '';
  return {
    ...{ user, what, reason, atMs, rule: pick(row, ['ruleviolated']) },
    id: idOfParts(user, word, atMs, reason),
    ...{ by: snowflakeIn(pick(row, ['moderatorid'])), untilMs: endOf(row, word, atMs) },
  };
}

/** By the seconds that stand there, or by what its own words mean. */
function endOf(row: Row, word: string | undefined, atMs: number | undefined): number | undefined {
  const seconds = Number(
    pick(row, ['durationseconds']) ?? (minutes[word?.toLowerCase() ?? ''] ?? 0) * 60,
  );
  return atMs !== undefined && seconds > 0 ? atMs + seconds * 1000 : undefined;
}
