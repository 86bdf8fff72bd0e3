import type { CommandInfo } from '../core/commands/command-info.ts';
import { type LocalRules, localRules } from '../core/commands/local-rules.ts';
import { canBeSwitchedOff, modulesOff } from '../core/commands/module-switch.ts';
import { isReassignable } from '../core/commands/may-use.ts';
import { usageOf } from '../core/commands/read-arguments.ts';
import { withoutMarkup } from '../core/markup.ts';
import { ranks } from '../core/permissions/ranks.ts';
import type { Scope, SettingPlace } from '../core/settings/settings.ts';
import type { CommandEntry, CommandsView, SlashMenuView } from './commands-wire.ts';
import type { CommandsPort } from './commands-port.ts';
import type { SettingsPort } from './ports.ts';
import { placeIn, scopeViews } from './settings-view.ts';

export interface CommandsParts {
  readonly commands: CommandsPort;
  readonly settings: SettingsPort;
}

/** The commands as they are in one layer, and the menu that all layers share. */
export function commandsView({ commands: port, settings }: CommandsParts, scope: Scope) {
  const known = settings.places();
  const place = placeIn(scope, known);
  const scopes = scopeViews(settings.settings, known, scope);
  const here = scopes.find(({ id }) => id === scope);
  if (!here) throw new TypeError('The layer that is asked for is missing from the list');
  const local = localRules(settings.settings, place);
  const pinned = new Set(port.menu.state().pinned);
  const commands = port.catalogue
    .all()
    .filter(({ hidden }) => !hidden)
    .map((command) => entryOf(command, { port, settings, local, place, pinned }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const capabilities = [
    ...new Set(commands.flatMap(({ capability }) => (capability ? [capability.name] : []))),
  ].sort();
  const off = settings.settings.readList(modulesOff, place);
  const view: CommandsView = {
    modules: modulesIn(port, off),
    ...{ scope: here, scopes, commands, capabilities, menu: menuView(port) },
    ranks: ranks.filter((rank) => rank !== 'instanceOwner'),
  };
  return view;
}

const modulesIn = (port: CommandsPort, off: readonly string[]) =>
  port
    .modules()
    .map(({ name, commands }) => ({
      ...{ name, commands, off: off.includes(name), fixed: !canBeSwitchedOff(name) },
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

interface Seen {
  readonly port: CommandsPort;
  readonly settings: SettingsPort;
  readonly local: LocalRules;
  readonly place: SettingPlace;
  readonly pinned: ReadonlySet<string>;
}

function entryOf(command: CommandInfo, { port, settings, local, place, pinned }: Seen) {
  const { name, category, aliases, args, capability, menu } = command;
  const least = capability && port.permissions.capability(capability)?.least;
  const called = local.nameOf(command);
  const entry: CommandEntry = {
    ...{ name, category, aliases, called },
    about: withoutMarkup(settings.say(`${name}.about`)),
    usage: withoutMarkup(usageOf(called, args)),
    given: local.aliasesOf(command),
    off: local.isOff(command),
    fixed: !isReassignable(command, port.permissions),
    ...(capability !== undefined && { capability: { name: capability, least: least ?? '' } }),
    who: local.whoMay(command),
    cooldownSeconds: port.cooldowns.secondsOf(name, place),
    uses: port.uses().get(name) ?? 0,
    mark: port.menu.markOf(command),
    pinned: pinned.has(name) || pinned.has(name.split(' ', 1)[0] ?? name),
    ...(menu && { on: [menu].flat().map(({ on }) => on) }),
  };
  return entry;
}

function menuView({ menu }: CommandsPort): SlashMenuView {
  const { native, left, leftSinceMs, limits, fullness } = menu.state();
  return {
    ...{ ...limits, native: native.length, fullness },
    left: left.map((name) => ({ name, sinceMs: leftSinceMs.get(name) ?? 0 })),
  };
}
