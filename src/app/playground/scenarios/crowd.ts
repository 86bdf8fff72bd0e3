import { sleep } from '../../../base/clock.ts';
import type { DiscordSandbox } from '../../../sandbox/discord/index.ts';
import { type Observation, bystander } from './observation.ts';
import type { Places } from './places.ts';
import type { Stage } from './scenario.ts';

const day = 86_400_000;

/** Somebody with an account of many years, or the same person who comes again. */
export async function guest(discord: DiscordSandbox, name: string, accountAgeMs = 400 * day) {
  const member = discord.member(name, { accountAgeMs });
  if (!member.isMember) await member.joins();
  return member;
}

/** Commands that anyone may give, none of them often. */
const harmless = ['!ping', '!about', '!choose tea | coffee'] as const;

interface Innocent {
  readonly where: Places;
  /** Discord's slowmode holds for innocents, too. */
  readonly everyMs: number;
  readonly only?: 'irc';
}

/** An innocent who talks on both networks until told to stop. */
export async function talk(stage: Stage, watch: Observation, { where, everyMs, only }: Innocent) {
  const { clock, life, sandboxes } = stage;
  const onIrc = sandboxes.irc.person(bystander);
  await onIrc.join(where.irc);
  const onDiscord = only === 'irc' ? undefined : await guest(sandboxes.discord, bystander);
  await onDiscord?.holds('Member');
  const own = life.child('bystander');
  let turns = 0;
  async function speak(): Promise<void> {
    const command = harmless[turns % harmless.length] ?? harmless[0];
    turns += 1;
    await watch.ask(() => onIrc.say(where.irc, command));
    if (onDiscord) await watch.ask(() => onDiscord.say(where.discord, command));
  }
  const talking = (async () => {
    while (!own.signal.aborted) {
      await speak();
      await sleep(clock, everyMs, own.signal).catch(() => undefined);
    }
  })();
  return {
    /** Stops; who has talked goes only when `leave` is called, so that the last answers are heard. */
    async stop(): Promise<void> {
      await own.end();
      await talking;
    },
    async leave(): Promise<void> {
      await onIrc.quit('good night');
      await onDiscord?.leaves();
    },
  };
}

/** The operator on both networks. */
export const operator = ({ sandboxes: { irc, discord } }: Stage) => ({
  irc: (channel: string) => (command: string) => irc.person('ann').say(channel, command),
  discord: (channel: string) => (command: string) => discord.member('ann').say(channel, command),
});

/** Makes the bot an operator of a channel, as whoever wants to be guarded does. */
export async function giveOp({ sandboxes: { irc } }: Stage, channel: string): Promise<void> {
  const nick = irc.clients[0]?.nick;
  if (nick !== undefined) await irc.person('ann').mode(channel, '+o', nick);
}
