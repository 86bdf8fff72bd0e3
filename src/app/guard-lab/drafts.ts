import { type Result, ok, refuse } from '../../base/result.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type LimitField, modes, stageNames } from '../../guard/index.ts';
import { type LimitsDraft, settingOf } from '../guard-limits.ts';
import { limitNames, modeName } from '../guard-settings.ts';

/** What holds for the dashboard is set for the whole instance, and no command asks about it. */
const isOfWeb = (field: LimitField): boolean => /^(web|signIn)/u.test(field);

/** Limits that can be tried out and set for a channel, in their order. */
export const settableFields: readonly LimitField[] = limitNames.filter((field) => !isOfWeb(field));

/** How the setting of a limit counts. */
export const unitOf = (field: LimitField): 'count' | 'ms' | 'percent' =>
  field === 'channelShare' ? 'percent' : field.endsWith('Ms') ? 'ms' : 'count';

const byName = new Map(
  settableFields.flatMap((field) => [
    [settingOf(field).toLowerCase(), field] as const,
    [`guard.${field.toLowerCase()}`, field] as const,
  ]),
);
const stageByName = new Map(stageNames.map((stage) => [modeName(stage).toLowerCase(), stage]));

/** Reads a draft as people type it. Refuses what is no limit, and values that a limit does not take. */
export function readDraft(
  settings: Settings,
  typed: readonly (readonly [string, string])[],
): Result<LimitsDraft> {
  const fields: Partial<Record<LimitField, number>> = {};
  const stageModes: Partial<Record<(typeof stageNames)[number], (typeof modes)[number]>> = {};
  for (const [name, value] of typed) {
    const full = name.toLowerCase().startsWith('guard.') ? name : `guard.${name}`;
    const stage = stageByName.get(full.toLowerCase());
    if (stage) {
      const parsed = settings.declared().get(modeName(stage))?.parse(value);
      if (parsed?.ok === false) return parsed;
      stageModes[stage] = modes.find((mode) => mode === parsed?.value) ?? 'live';
      continue;
    }
    const field = byName.get(full.toLowerCase());
    if (!field) return refuse('settings.unknown', { name });
    const read = readValue(settings, field, value);
    if (!read.ok) return read;
    fields[field] = read.value;
  }
  return ok({ fields, modes: stageModes });
}

/** A bare number for a time is milliseconds, as the page sends it. */
function readValue(settings: Settings, field: LimitField, typed: string): Result<number> {
  const setting = settings.declared().get(settingOf(field));
  const bare = field.endsWith('Ms') && /^\d+$/.test(typed);
  const value = setting?.parse(bare ? `${typed}ms` : typed);
  if (value === undefined) return refuse('settings.unknown', { name: settingOf(field) });
  return value.ok ? ok(Number(value.value)) : value;
}
