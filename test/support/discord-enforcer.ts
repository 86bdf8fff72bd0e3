import type { Clock } from '../../src/base/clock.ts';
import type { Lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import type { Enforcer } from '../../src/core/enforcer.ts';
import type { Giver } from '../../src/core/giver.ts';
import { type Api, discordApi } from '../../src/platforms/discord/api.ts';
import { DiscordEnforcer } from '../../src/platforms/discord/enforcer/enforcer.ts';
import { DiscordGiver } from '../../src/platforms/discord/enforcer/giver.ts';
import type { DiscordSandbox } from '../../src/sandbox/discord/index.ts';

/** The real calls of a simulated Discord's own bot. */
const callsOn = (
  { api, bot }: DiscordSandbox,
  { signal }: Pick<Lifetime, 'signal'>,
  clock: Clock,
): Api =>
  discordApi(
    { api, token: bot.token, signal, onUnauthorised: () => {} },
    { clock, random: systemRandom, log: silentLog },
  );

/** The real enforcer of a simulated Discord's own bot, without its gateway. */
export const discordEnforcerOn = (
  discord: DiscordSandbox,
  life: Pick<Lifetime, 'signal'>,
  clock: Clock,
): Enforcer =>
  new DiscordEnforcer({ api: callsOn(discord, life, clock), clock, self: () => discord.bot.id });

/** Its real giver of roles. */
export const discordGiverOn = (
  discord: DiscordSandbox,
  life: Pick<Lifetime, 'signal'>,
  clock: Clock,
): Giver =>
  new DiscordGiver({
    ...{ api: callsOn(discord, life, clock), self: () => discord.bot.id, guilds: new Map() },
  });
