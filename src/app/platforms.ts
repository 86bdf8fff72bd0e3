import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import type { Keep } from '../core/keep/keep.ts';
import type { Platform } from '../core/platform.ts';
import { discordPlatform } from '../platforms/discord/index.ts';
import { ircPlatform } from '../platforms/irc/index.ts';
import type { ConnectionConfig } from './config-schema.ts';

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly keep: Keep;
}

/** The adapter for one configured connection. */
export function platformFor(
  config: ConnectionConfig,
  { clock, random, log, keep }: Parts,
): Platform {
  const ports = { clock, random, log: log.child({ connection: config.id }) };
  if (config.platform === 'discord') return discordPlatform(config, ports);
  const name = `irc:${config.id}`;
  return ircPlatform(config, {
    ...ports,
    sts: { load: () => keep.load(name), save: (text) => keep.save(name, text) },
  });
}
