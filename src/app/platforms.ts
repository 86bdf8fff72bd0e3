import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import type { TakeDirectChat } from '../core/direct-chat.ts';
import type { Keep } from '../core/keep/keep.ts';
import type { Platform } from '../core/platform.ts';
import type { ConnectionConfig } from './config-schema.ts';

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly keep: Keep;
  /** How a long answer says that there is more. */
  readonly moreHint: (lines: number) => string;
  /** Takes operators who ask for a console of their own. */
  readonly directChat: TakeDirectChat;
}

/** The adapter for one configured connection. Adapters are loaded when first needed: discord.js is large. */
export async function platformFor(
  config: ConnectionConfig,
  { clock, random, log, keep, moreHint, directChat }: Parts,
): Promise<Platform> {
  const ports = { clock, random, log: log.child({ connection: config.id }) };
  if (config.platform === 'discord') {
    const { discordPlatform } = await import('../platforms/discord/index.ts');
    return discordPlatform(config, ports);
  }
  const { ircPlatform } = await import('../platforms/irc/index.ts');
  const name = `irc:${config.id}`;
  return ircPlatform(config, {
    ...ports,
    ...{ moreHint, directChat },
    sts: { load: () => keep.load(name), save: (text) => keep.save(name, text) },
  });
}
