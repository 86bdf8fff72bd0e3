import { integer } from '../core/settings/kinds.ts';
import { layersOf } from '../core/settings/scope.ts';
import type { SettingPlace, Settings } from '../core/settings/settings.ts';
import { type Where, commandCooldownsMs } from '../guard/index.ts';

/** The longest that a command can rest. */
const mostSeconds = 3600;

/** How long commands rest in a channel after a use. Each command has a setting, made when it is first asked for. */
export interface Cooldowns {
  /** Milliseconds; 0 for not at all. Aliases share what their command has. */
  of(command: string, where: Where): number;
  /** The name of the command's setting. */
  setting(command: string): string;
}

type Failed = (where: Where, failure: unknown) => void;

interface Known {
  readonly version: number;
  readonly lengths: Map<string, number>;
  /** What held before the last change, for when the change cannot be read. */
  readonly before: ReadonlyMap<string, number>;
}

export function openCooldowns(settings: Settings, failed: Failed): Cooldowns {
  const known = new WeakMap<Where, Known>();

  const { setting } = cooldownSettings(settings);

  function knownAt(where: Where): Known {
    const kept = known.get(where);
    if (kept?.version === settings.version) return kept;
    const now = {
      version: settings.version,
      lengths: new Map(),
      before: kept?.lengths ?? new Map(),
    };
    known.set(where, now);
    return now;
  }

  function read(command: string, where: Where, before: Known['before']): number {
    try {
      return settings.readNumber(setting(command), layersOf(where)) * 1000;
    } catch (failure) {
      failed(where, failure);
      return before.get(command) ?? presetMs(command);
    }
  }

  return {
    setting,
    of(command, where) {
      const { lengths, before } = knownAt(where);
      const length = lengths.get(command);
      if (length !== undefined) return length;
      const set = read(command, where, before);
      lengths.set(command, set);
      return set;
    },
  };
}

/** The settings that hold how long commands rest. */
export function cooldownSettings(settings: Settings) {
  function setting(command: string): string {
    const name = settingOf(command);
    if (!settings.declared().has(name)) settings.declare({ [name]: cooldownOf(command) });
    return name;
  }
  return {
    setting,
    /** Seconds, without making a setting where none is needed. */
    secondsOf(command: string, place: SettingPlace): number {
      const name = settingOf(command);
      const isKept =
        settings.declared().has(name) || settings.stored().some((one) => one.name === name);
      return isKept ? settings.readNumber(setting(command), place) : presetMs(command) / 1000;
    },
  };
}

const settingOf = (command: string): string =>
  `guard.cooldownSeconds.${command.replaceAll(' ', '-')}`;

const presetMs = (command: string): number => commandCooldownsMs[command] ?? 0;

const cooldownOf = (command: string) =>
  integer({
    ...{ default: presetMs(command) / 1000, min: 0, max: mostSeconds },
    text: `How long \`${command}\` rests in a channel after a use, in seconds; 0: not at all.`,
  });
