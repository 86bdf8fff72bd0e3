import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import { type DiscordSandbox, startDiscordSandbox } from '../sandbox/discord/index.ts';
import { type IrcSandbox, startIrcSandbox } from '../sandbox/irc/index.ts';
import type { ConnectionConfig } from './config-schema.ts';
import { configShape } from './config-schema.ts';

export interface SandboxAddresses {
  readonly irc: { readonly host: string; readonly port: number };
  readonly discord: { readonly api: string; readonly gateway: string; readonly token: string };
}

export interface Sandboxes {
  readonly irc: IrcSandbox;
  readonly discord: DiscordSandbox;
  readonly addresses: SandboxAddresses;
}

interface Parts {
  readonly life: Lifetime;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Always the same, so that rules, cases and settings of the simulated guild still are about it after a restart. */
const castleFoundedAtMs = Date.UTC(2025, 0, 1);

/** Starts both simulated networks on free loopback ports. */
export async function startSandboxes({ life, clock, random, log }: Parts): Promise<Sandboxes> {
  const own = life.child('sandbox');
  const shared = { life: own, clock, random, log: log.child({ part: 'sandbox' }) };
  const [irc, discord] = await Promise.all([
    startIrcSandbox(shared),
    startDiscordSandbox({ ...shared, foundedAtMs: castleFoundedAtMs }),
  ]);
  return {
    irc,
    discord,
    addresses: {
      irc: { host: irc.host, port: irc.port },
      discord: { api: discord.api, gateway: discord.gateway, token: discord.bot.token },
    },
  };
}

/** What someone would write in castellan.yaml to be on the simulated networks. */
export const sandboxConnections = ({
  irc,
  discord,
}: SandboxAddresses): readonly ConnectionConfig[] =>
  configShape.parse({
    connections: [
      {
        id: 'sandbox-irc',
        platform: 'irc',
        server: `${irc.host}:${irc.port}`,
        tls: false,
        nick: 'castellan',
        channels: ['#castle', '#random'],
        // This network takes more than real ones do, and people who try things do not like to wait.
        pacing: { burst: 20, everyMs: 100 },
      },
      { id: 'sandbox-discord', platform: 'discord', token: discord.token, api: discord.api },
    ],
  }).connections;
