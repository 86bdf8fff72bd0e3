import { lifetime } from '../../src/base/lifetime.ts';
import { ok } from '../../src/base/result.ts';
import { catalogue } from '../../src/core/commands/catalogue.ts';
import { integer as whole, optional, rest } from '../../src/core/commands/arguments.ts';
import { defineCommand } from '../../src/core/commands/command.ts';
import { openSlashMenu } from '../../src/core/commands/open-slash-menu.ts';
import { integer } from '../../src/core/settings/kinds.ts';
import type { CommandsPort, DashboardPorts } from '../../src/dashboard/index.ts';

const mine: readonly (readonly [string, string, string?, string?])[] = [
  ['choose', 'basics'],
  ['help', 'basics'],
  ['ping', 'basics'],
  ['slashlimit', 'basics'],
  ['setprefix', 'server', 'settings.manage', 'administrator'],
  ['rate user', 'operators', 'guard.view', 'moderator'],
  ['sync', 'operators', 'commands.sync', 'instanceOwner'],
  // As many as an extension of games brings.
  ...Array.from({ length: 100 }, (_, at): [string, string] => [`game${at + 1}`, 'basics']),
];

/** A few commands, and more than the menu holds, over the settings of the page. */
export function sampleCommands(
  { settings: { settings } }: Pick<DashboardPorts, 'settings'>,
  clock: DashboardPorts['clock'],
): CommandsPort {
  const commands = catalogue();
  commands.add(
    mine.map(([name, category, capability]) =>
      defineCommand({
        ...{ name, category, args: { text: optional(rest()), count: optional(whole()) } },
        ...(name === 'choose' && { aliases: ['pick'] }),
        ...(capability !== undefined && { capability }),
        ...(name === 'rate user' && { menu: { on: 'person', fills: {} } as const }),
        run: () => ok(name),
        show: (text) => text,
      }),
    ),
  );
  const uses = new Map([
    ['choose', 31],
    ['ping', 12],
    ['rate user', 4],
  ]);
  const menu = openSlashMenu({
    ...{ catalogue: commands, settings, clock, life: lifetime('sample') },
    ...{
      uses: () => uses,
      alerts: { raise: () => {} },
      keep: { load: () => undefined, save: () => {} },
    },
  });
  menu.serve('discord', () => Promise.resolve('written'));
  const least = new Map(
    mine.map(([, , capability, rank]) => [capability ?? '', rank as 'moderator']),
  );
  const setting = (command: string): string => {
    const name = `sample.cooldownSeconds.${command.replaceAll(' ', '-')}`;
    if (!settings.declared().has(name))
      settings.declare({ [name]: integer({ default: 0, min: 0, max: 3600, text: 'Rests.' }) });
    return name;
  };
  return {
    ...{ catalogue: commands, menu, uses: () => uses },
    modules: () => [
      { name: 'choose', commands: 1 },
      { name: 'help', commands: 1 },
    ],
    permissions: {
      capability: (name) => ({ name, text: '', least: least.get(name) ?? 'administrator' }),
      authorise: () => ok(undefined),
    },
    cooldowns: {
      setting,
      secondsOf: (command, place) => settings.readNumber(setting(command), place),
    },
  };
}
