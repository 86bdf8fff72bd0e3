import type { Ports } from '../core/commands/ports.ts';
import type { CommandsPort } from '../dashboard/index.ts';
import { cooldownSettings } from './cooldowns.ts';
import type { Registries } from './registries.ts';

/** The commands as the dashboard sees them. */
export const commandsPage = (
  { catalogue, menu, metrics, ports }: Registries,
  { extensions }: Pick<Ports, 'extensions'>,
): CommandsPort => ({
  ...{ catalogue, menu, permissions: ports.permissions },
  modules: () =>
    extensions
      .list()
      .filter(({ now }) => now.state === 'running')
      .map(({ name, commands }) => ({ name, commands: commands.length })),
  uses: () => metrics.uses(),
  cooldowns: cooldownSettings(ports.settings),
});
