import type { CommandsPort } from '../dashboard/index.ts';
import { cooldownSettings } from './cooldowns.ts';
import type { Registries } from './registries.ts';

/** The commands as the dashboard sees them. */
export const commandsPage = ({ catalogue, menu, metrics, ports }: Registries): CommandsPort => ({
  ...{ catalogue, menu, permissions: ports.permissions },
  uses: () => metrics.uses(),
  cooldowns: cooldownSettings(ports.settings),
});
