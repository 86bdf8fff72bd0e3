import { layersOf } from '../core/settings/scope.ts';
import type { SettingPlace, Settings } from '../core/settings/settings.ts';
import {
  type LimitField,
  type Limits,
  type Mode,
  type StageName,
  type Where,
  limitsFrom,
  modes,
  personalFields,
} from '../guard/index.ts';
import { isBurst, isPlain, modeName, nameOf, shareName } from './guard-settings.ts';

/** Limits that are only thought of, in the numbers of their settings: what they do not name is as it is set. */
export interface LimitsDraft {
  readonly fields: Partial<Readonly<Record<LimitField, number>>>;
  readonly modes: Partial<Readonly<Record<StageName, Mode>>>;
}

const noDraft: LimitsDraft = { fields: {}, modes: {} };

/** The limits that hold in a place, as they are set; what a draft says takes the place of that. */
export function limitsAt(settings: Settings, where: Where, draft: LimitsDraft = noDraft): Limits {
  const place = layersOf(where);
  const read = reader(settings, place, draft);
  const apart = where.space !== undefined && differs(read, reader(settings, {}));
  return limitsFrom(
    read,
    (stage) => draft.modes[stage] ?? modeIn(settings, stage, place),
    apart ? place.community : undefined,
  );
}

/** The setting of a field. The one share is set in percent. */
export const settingOf = (field: LimitField): string =>
  isPlain(field) || isBurst(field) ? nameOf(field) : shareName;

type Read = (field: LimitField) => number | undefined;

const reader =
  (settings: Settings, place: SettingPlace, { fields } = noDraft): Read =>
  (field) => {
    const set = fields[field] ?? settings.readNumber(settingOf(field), place);
    if (isPlain(field)) return set;
    return isBurst(field) ? set || undefined : set / 100;
  };

const differs = (here: Read, instance: Read): boolean =>
  personalFields.some((field) => here(field) !== instance(field));

const modeIn = (settings: Settings, stage: StageName, place: SettingPlace): Mode | undefined => {
  const set = settings.readText(modeName(stage), place);
  return modes.find((mode) => mode === set);
};
