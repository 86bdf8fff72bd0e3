import type { Clock } from '../../src/base/clock.ts';
import type { Lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import type { Enforcer } from '../../src/core/enforcer.ts';
import { discordApi } from '../../src/platforms/discord/api.ts';
import { DiscordEnforcer } from '../../src/platforms/discord/enforcer/enforcer.ts';
import type { DiscordSandbox } from '../../src/sandbox/discord/index.ts';

/** The real enforcer of a simulated Discord's own bot, without its gateway. */
export function discordEnforcerOn(
  { api, bot }: DiscordSandbox,
  { signal }: Pick<Lifetime, 'signal'>,
  clock: Clock,
): Enforcer {
  const calls = discordApi(
    { api, token: bot.token, signal, onUnauthorised: () => {} },
    { clock, random: systemRandom, log: silentLog },
  );
  return new DiscordEnforcer({ api: calls, clock, self: () => bot.id });
}
