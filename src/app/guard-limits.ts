import { communityOf } from '../core/community.ts';
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

/** Where settings are looked up for a place: its channel, its space, its community, the instance. */
export const lookupAt = ({ channel, space }: Where): SettingPlace =>
  space === undefined ? { channel } : { channel, space, community: communityOf(space) };

/** The limits that hold in a place, as they are set. */
export function limitsAt(settings: Settings, where: Where): Limits {
  const place = lookupAt(where);
  const read = reader(settings, place);
  const apart = where.space !== undefined && differs(read, reader(settings, {}));
  return limitsFrom(
    read,
    (stage) => modeIn(settings, stage, place),
    apart ? place.community : undefined,
  );
}

type Read = (field: LimitField) => number | undefined;

const reader =
  (settings: Settings, place: SettingPlace): Read =>
  (field) => {
    if (isPlain(field)) return settings.readNumber(nameOf(field), place);
    if (isBurst(field)) return settings.readNumber(nameOf(field), place) || undefined;
    // What is left is the one share, which is set in percent.
    return settings.readNumber(shareName, place) / 100;
  };

const differs = (here: Read, instance: Read): boolean =>
  personalFields.some((field) => here(field) !== instance(field));

const modeIn = (settings: Settings, stage: StageName, place: SettingPlace): Mode | undefined => {
  const set = settings.readText(modeName(stage), place);
  return modes.find((mode) => mode === set);
};
