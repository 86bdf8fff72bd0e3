import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { type DiscordSandbox, startDiscordSandbox } from '../../src/sandbox/discord/index.ts';
import { type Child, startCastellan, startPeer } from './child.ts';

export type DiscordSubject = 'castellan' | 'discord.js';

/** A simulated Discord with one bot on it. */
export interface DiscordField {
  readonly pid: number;
  /** People write so many messages, then one asks; resolves with the bot's answer, that is, when it has seen them all. */
  chat(messages: number): Promise<void>;
  end(): Promise<void>;
}

const people = 300;
const atOnce = 100;
const patience = { withinMs: 60_000 };

export async function openDiscordField(subject: DiscordSubject): Promise<DiscordField> {
  const life = lifetime('bench');
  const discord = await startDiscordSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
    rateLimits: false,
    historyPerChannel: 50,
  });
  const members = Array.from({ length: people }, (_, at) => discord.member(`person${at}`));
  const bot = await startBot(subject, discord);
  await identified(discord);
  const ann = discord.member('ann');
  let asked = 0;

  async function chat(messages: number): Promise<void> {
    for (let at = 0; at < messages; at += 1) {
      const channel = at % 2 === 0 ? '#general' : '#random';
      await members[at % people]?.say(
        channel,
        `message ${at}, of the length that people write when they chat`,
      );
      if (at % atOnce === 0) await setImmediate();
    }
    asked += 1;
    await ann.say('#general', `!echo is that all ${asked}?`);
    await ann.hears('#general', new RegExp(`is that all ${asked}\\?`), patience);
  }

  return {
    pid: bot.pid,
    chat,
    async end() {
      await bot.stop();
      await life.end();
    },
  };
}

/** Castellan is ready before its connections are; what is said from now on reaches either. */
async function identified(discord: DiscordSandbox): Promise<void> {
  const deadlineMs = performance.now() + patience.withinMs;
  while (!discord.sessions().some(({ connected }) => connected)) {
    if (performance.now() > deadlineMs) throw new Error('The bot did not log in');
    await sleep(20);
  }
}

function startBot(
  subject: DiscordSubject,
  { api, bot: { token } }: DiscordSandbox,
): Promise<Child> {
  if (subject === 'discord.js') return startPeer('discord-js-bot.ts', api, token);
  return startCastellan({
    bench: true,
    connections: [{ id: 'bench', platform: 'discord', token, api }],
  });
}
