import type { Command } from '../core/commands/command.ts';
import type { Listener } from '../core/hooks/listener.ts';
import type { Capability } from '../core/permissions/permissions.ts';
import type { SettingSet } from '../core/settings/settings.ts';
import type { Texts } from '../core/texts/texts.ts';

/** A feature: a table of contents of what it adds. */
export interface Module {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** Semver. */
  readonly version: string;
  readonly commands?: readonly Command[];
  /** What it does when something happens: hooks, called by the bus. */
  readonly listeners?: readonly Listener[];
  /** Settings by their full name, which begins with the module's: `karma.brigadeVoters`. */
  readonly settings?: SettingSet;
  readonly capabilities?: readonly Capability[];
  readonly texts?: Texts;
}

/** Declares a module. Throws a RangeError when its name or a setting's name is not of the form asked. */
export function defineModule(module: Module): Module {
  if (!/^[a-z][a-z0-9-]*$/.test(module.name)) {
    throw new RangeError(
      `A module's name is lower-case letters, digits and dashes: "${module.name}"`,
    );
  }
  for (const setting of Object.keys(module.settings ?? {})) {
    if (!setting.startsWith(`${module.name}.`)) {
      throw new RangeError(`The setting "${setting}" must begin with "${module.name}."`);
    }
  }
  return module;
}
