import { parseDuration } from '../../base/duration.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type LimitField, limitFields, modes, stageNames } from '../../guard/index.ts';
import { isSettable, nameOf } from '../guard-settings.ts';
import type { LimitsDraft } from './gate-watch.ts';

/** Fields that can be set, in their order. */
export const settableFields = Object.keys(limitFields).filter(
  (name): name is LimitField & Parameters<typeof nameOf>[0] =>
    isLimitField(name) && isSettable(name),
);

function isLimitField(name: string): name is LimitField {
  return name in limitFields;
}

export type SettableField = (typeof settableFields)[number];

const byName = new Map(settableFields.map((field) => [nameOf(field).toLowerCase(), field]));
const modeName = /^(?:guard\.)?mode\.(\w+)$/i;

/** Reads a draft as people type it. Refuses what is no limit, and values that a limit does not take. */
export function readDraft(
  settings: Settings,
  typed: readonly (readonly [string, string])[],
): Result<LimitsDraft> {
  const fields: Partial<Record<LimitField, number>> = {};
  const stageModes: Partial<Record<(typeof stageNames)[number], (typeof modes)[number]>> = {};
  for (const [name, value] of typed) {
    const stage = stageNames.find((one) => one === modeName.exec(name)?.[1]?.toLowerCase());
    if (stage) {
      const mode = modes.find((one) => one === value.toLowerCase());
      if (!mode)
        return refuse('settings.bad-value', { typed: value, takes: `one of ${modes.join(', ')}` });
      stageModes[stage] = mode;
      continue;
    }
    const field = byName.get(name.toLowerCase()) ?? byName.get(`guard.${name.toLowerCase()}`);
    if (!field) return refuse('settings.unknown', { name });
    const read = readValue(settings, field, value);
    if (!read.ok) return read;
    fields[field] = read.value;
  }
  return ok({ fields, modes: stageModes });
}

/** Times may be written as times are: `30s` for what is kept in milliseconds. */
function readValue(settings: Settings, field: SettableField, typed: string): Result<number> {
  const setting = settings.declared().get(nameOf(field));
  const spanMs = field.endsWith('Ms') ? parseDuration(typed) : undefined;
  const value = setting?.parse(spanMs === undefined ? typed : String(spanMs));
  if (value === undefined) return refuse('settings.unknown', { name: nameOf(field) });
  return value.ok ? ok(Number(value.value)) : value;
}
