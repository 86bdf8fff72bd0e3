import type { CommandsPort } from '../dashboard/index.ts';
import type { Cooldowns } from './cooldowns.ts';
import type { Registries } from './registries.ts';

/** The commands as the dashboard sees them. */
export const commandsPage = (
  { catalogue, menu, metrics, ports }: Registries,
  cooldowns: Cooldowns,
): CommandsPort => ({
  ...{ catalogue, menu, permissions: ports.permissions, cooldowns },
  uses: () => metrics.uses(),
});
