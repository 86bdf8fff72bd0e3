import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import type { Traces } from '../core/trace.ts';
import type { RaidHappenings } from './raids/index.ts';
import type { PlaygroundPort } from '../dashboard/index.ts';
import type { Guard } from '../guard/index.ts';
import type { ConnectionConfig } from './config-schema.ts';
import { opOnArrival } from './playground/bot-operator.ts';
import { discordNetwork } from './playground/discord-network.ts';
import { playground } from './playground/index.ts';
import { ircNetwork } from './playground/irc-network.ts';
import { traceLinks } from './playground/trace-links.ts';
import { type SandboxAddresses, sandboxConnections, startSandboxes } from './sandboxes.ts';

/** The simulated networks of this process: how to connect to them, and the Playground on them. */
export interface SimulatedNetworks {
  readonly addresses: SandboxAddresses;
  readonly connections: readonly ConnectionConfig[];
  readonly playground: PlaygroundPort;
}

export interface SimulationParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly life: Lifetime;
  readonly traces: Pick<Traces, 'follow'>;
  readonly raids: Pick<RaidHappenings, 'follow'>;
  readonly guard: Pick<Guard, 'follow' | 'reset'>;
}

export async function simulateNetworks(parts: SimulationParts): Promise<SimulatedNetworks> {
  const sandboxes = await startSandboxes(parts);
  const { clock } = parts;
  opOnArrival({ irc: sandboxes.irc, life: parts.life }, '#castle');
  const links = traceLinks(clock);
  const networks = {
    irc: ircNetwork({ sandbox: sandboxes.irc, connection: 'sandbox-irc', links }),
    discord: discordNetwork({
      ...{ sandbox: sandboxes.discord, connection: 'sandbox-discord' },
      ...{ links, clock },
    }),
  };
  return {
    addresses: sandboxes.addresses,
    connections: sandboxConnections(sandboxes.addresses),
    playground: playground({ ...parts, sandboxes, networks }),
  };
}
