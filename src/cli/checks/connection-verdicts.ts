import type { ConnectionConfig } from '../../app/config-schema.ts';
import { systemClock } from '../../base/clock.ts';
import { silentLog } from '../../base/log.ts';
import { systemRandom } from '../../base/random.ts';
import { discordVerdicts } from './discord-verdicts.ts';
import { ircVerdicts } from './irc-verdicts.ts';
import type { Verdict } from './verdict.ts';

const ports = { clock: systemClock, random: systemRandom, log: silentLog };

/** Goes to the network and tells whether a connection would work, and what to do where it would not. */
export async function connectionVerdicts(
  connection: ConnectionConfig,
  signal: AbortSignal,
): Promise<readonly Verdict[]> {
  if (connection.platform === 'irc') {
    const { inspectIrc } = await import('../../platforms/irc/index.ts');
    return ircVerdicts(connection, await inspectIrc(connection, ports, signal));
  }
  const { inspectDiscord } = await import('../../platforms/discord/index.ts');
  return discordVerdicts(connection, await inspectDiscord(connection, ports, signal));
}
