import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clock, manualClock, systemClock } from '../../../src/base/clock.ts';
import { actorId, channelOn, connectionId, spaceId } from '../../../src/base/ids.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';
import { type Lasting, lastingMeasures } from '../../../src/core/enforcer.ts';
import type { Place } from '../../../src/core/event.ts';
import { ircConnection } from '../../../src/platforms/irc/config.ts';
import { ircPlatform } from '../../../src/platforms/irc/platform.ts';
import { type DiscordSandbox, startDiscordSandbox } from '../../../src/sandbox/discord/index.ts';
import { type IrcSandbox, startIrcSandbox } from '../../../src/sandbox/irc/index.ts';
import { discordEnforcerOn } from '../../support/discord-enforcer.ts';
import { type Ground, people, play, stepOf } from '../../support/interleavings.ts';

const life = lifetime('interleavings');
const clock = manualClock(Date.now());
let discord: DiscordSandbox;
let irc: IrcSandbox;

/** Of the network's silence nobody learns anything here: it is waited for fifty times shorter. */
const hurried: Clock = {
  now: () => clock.now(),
  monotonic: () => performance.now(),
  after: (delayMs, run) => systemClock.after(delayMs / 50, run),
};

const ircBot = () =>
  ircPlatform(
    ircConnection.parse({
      ...{ id: 'net', platform: 'irc', nick: 'castellan', tls: false, pacing: false },
      ...{ server: `127.0.0.1:${irc.port}`, channels: ['#castle'] },
    }),
    { clock: hurried, random: systemRandom, log: silentLog },
  );
let bot: ReturnType<typeof ircBot>;

beforeAll(async () => {
  const parts = { life, clock, random: systemRandom, log: silentLog };
  discord = await startDiscordSandbox({ ...parts, rateLimits: false });
  irc = await startIrcSandbox(parts);
  bot = ircBot();
  bot.start({ event: () => {}, status: () => {} }, life);
  await irc.arrives('castellan', ['#castle']);
  irc.oper.samode('#castle', '+o', 'castellan');
});
afterAll(() => life.end());

/** A guild of its own. */
function guildGround(): Ground {
  const guild = discord.addGuild(`guild ${systemRandom.token(6)}`);
  const connection = connectionId('discord');
  const owner = guild.member('olivia');
  return {
    ...{ clock, measures: ['ban'], enforcer: discordEnforcerOn(discord, life, clock) },
    where: {
      ...{ connection, platform: 'discord', name: '#general', spaceName: guild.name },
      channel: channelOn(connection, guild.channelId('general')),
      space: spaceId(`discord:${guild.id}`),
    },
    subjects: new Map(
      people.map((name) => {
        const { id } = guild.member(name);
        return [name, { id: actorId(`discord:${id}`), name, native: id }];
      }),
    ),
    async byHand(_measure, who, set) {
      const target = guild.member(who);
      await (set ? owner.bans(target, 'by hand') : owner.unbans(target));
      return target.id;
    },
    stands: () => Promise.resolve(guild.banned.map((id) => `ban ${id}`)),
  };
}

const letters: Readonly<Record<Lasting, string>> = { mute: 'q', ban: 'b', exempt: 'e', invex: 'I' };
const castle = { connection: connectionId('net'), name: '#castle', spaceName: '#castle' } as const;

/** The lists of one channel, emptied before. */
async function channelGround(): Promise<Ground> {
  const { enforcer } = bot;
  if (!enforcer) throw new TypeError('The adapter of IRC acts');
  const where: Place = {
    ...{ ...castle, platform: 'irc' as const, channel: channelOn(castle.connection, '#castle') },
    space: spaceId('irc:net:#castle'),
  };
  const entries = async () => {
    const listed = await enforcer.lists(where, 'all');
    return listed.ok ? listed.value.entries : [];
  };
  for (const { mark } of await entries())
    irc.oper.samode('#castle', `-${mark.charAt(0)}`, mark.slice(2));
  return {
    ...{ clock, measures: lastingMeasures, enforcer, where },
    subjects: new Map(
      people.map((name) => {
        const native = `*!*${name}@${name}.example`;
        return [name, { id: actorId(`irc:net:host:${name}@${name}.example`), name, native }];
      }),
    ),
    byHand(measure, who, set) {
      const [letter, mask] = [letters[measure], `*!*${who}@${who}.example`];
      irc.oper.samode('#castle', `${set ? '+' : '-'}${letter}`, mask);
      return Promise.resolve(`${letter} ${mask}`);
    },
    stands: async () => (await entries()).map(({ measure = '', mark }) => `${measure} ${mark}`),
  };
}

/** So many must have ended with something that stands, and so many cases must have been taken back. */
const atLeast = { standing: 60, undone: 60 };

describe('200 random interleavings of acts, ends, pardons, undos, acts by hand and while away, crashes and restarts', () => {
  const grounds = [
    ['bans of a guild', guildGround, ['ban']],
    ['quiets, bans and exceptions of a channel', channelGround, lastingMeasures],
  ] as const;
  test.each(grounds)(
    'leave on the network what the cases say: %s',
    { timeout: 600_000 },
    async (_name, ground, measures) => {
      const sums = { standing: 0, undone: 0 };
      const steps = fc.array(stepOf(measures), { minLength: 4, maxLength: 14 });
      await fc.assert(
        fc.asyncProperty(steps, async (some) => {
          const { stands, open, undone } = await play(await ground(), some);
          sums.standing += stands.length;
          sums.undone += undone;
          expect(stands).toEqual(open);
        }),
        { numRuns: 200 },
      );
      expect(sums.standing).toBeGreaterThan(atLeast.standing);
      expect(sums.undone).toBeGreaterThan(atLeast.undone);
    },
  );
});
