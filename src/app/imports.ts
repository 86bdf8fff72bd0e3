import type { Levers } from '../core/commands/levers.ts';
import type { CaseIntake, Imports } from '../core/imports/imports.ts';
import { openImports } from '../imports/index.ts';
import type { Config } from './config-schema.ts';
import type { Registries, Surroundings } from './registries.ts';

/** Imports into what is set here. */
export function importsOf(
  { config, clock, random }: Pick<Surroundings, 'config' | 'clock' | 'random'>,
  { ports, catalogue: commands }: Pick<Registries, 'ports' | 'catalogue'>,
  { cooldownSetting, cases }: Pick<Levers, 'cooldownSetting'> & { readonly cases: CaseIntake },
): Imports {
  const { settings, settingsDesk: revisions } = ports;
  return openImports({
    ...{ settings, revisions, commands, cooldownSetting, cases, clock, random },
    ircConnections: ircConnectionsIn(config),
  });
}

export const ircConnectionsIn = ({ connections }: Pick<Config, 'connections'>): readonly string[] =>
  connections.filter(({ platform }) => platform === 'irc').map(({ id }) => id);
