/**
 * Discord gateway messages: Castellan's adapter against a bare discord.js client with its default
 * caches, both on the sandbox, each in its own process. `node test/bench/discord.ts [messages]`
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { startDiscordSandbox, type DiscordSandbox } from '../../src/sandbox/discord/index.ts';
import type { ClientReport } from './discord-client.ts';

export interface DiscordRun {
  readonly messagesPerSecond: number;
  readonly cpuMicrosPerMessage: number;
  readonly residentMiB: number;
}

export interface DiscordBench {
  readonly messages: number;
  readonly bare: DiscordRun;
  readonly castellan: DiscordRun;
  /** Ours over theirs: more is better for the first, less for the others. */
  readonly ratios: {
    readonly messagesPerSecond: number;
    readonly cpuPerMessage: number;
    readonly resident: number;
  };
}

const people = 300;
const atOnce = 100;
const rounds = 3;

/** Runs both clients in turn, several times, and gives medians. */
export async function benchDiscord(messages = 30_000): Promise<DiscordBench> {
  const runs = { bare: [] as DiscordRun[], castellan: [] as DiscordRun[] };
  for (let round = 0; round < rounds; round += 1)
    for (const which of ['bare', 'castellan'] as const)
      runs[which].push(await run(which, messages));
  const bare = medians(runs.bare);
  const castellan = medians(runs.castellan);
  return {
    messages,
    bare,
    castellan,
    ratios: {
      messagesPerSecond: castellan.messagesPerSecond / bare.messagesPerSecond,
      cpuPerMessage: castellan.cpuMicrosPerMessage / bare.cpuMicrosPerMessage,
      resident: castellan.residentMiB / bare.residentMiB,
    },
  };
}

async function run(which: 'bare' | 'castellan', messages: number): Promise<DiscordRun> {
  const life = lifetime('bench');
  const discord = await startDiscordSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
    rateLimits: false,
    historyPerChannel: 50,
  });
  const script = fileURLToPath(new URL('discord-client.ts', import.meta.url));
  const client = fork(script, [which, discord.api, discord.bot.token, String(messages)]);
  try {
    await told(client, 'ready');
    const done = told(client, 'done');
    await chatter(discord, messages);
    const { elapsedMs, cpuMicros, rssBytes } = await done;
    return {
      messagesPerSecond: messages / (elapsedMs / 1_000),
      cpuMicrosPerMessage: cpuMicros / messages,
      residentMiB: rssBytes / 2 ** 20,
    };
  } finally {
    client.disconnect();
    await life.end();
  }
}

async function told(client: ChildProcess, kind: ClientReport['kind']): Promise<ClientReport> {
  for (;;) {
    const [report] = (await once(client, 'message')) as [ClientReport];
    if (report.kind === kind) return report;
  }
}

async function chatter(discord: DiscordSandbox, messages: number): Promise<void> {
  const members = Array.from({ length: people }, (_, at) => discord.member(`person${at}`));
  const channels = ['#general', '#random'];
  for (let at = 0; at < messages; at += 1) {
    const text = `message ${at}, of the length that people write when they chat`;
    await members[at % people]?.say(channels[at % 2] ?? '', text);
    if (at % atOnce === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const medians = (runs: readonly DiscordRun[]): DiscordRun => ({
  messagesPerSecond: median(runs.map((one) => one.messagesPerSecond)),
  cpuMicrosPerMessage: median(runs.map((one) => one.cpuMicrosPerMessage)),
  residentMiB: median(runs.map((one) => one.residentMiB)),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const messages = Number(process.argv[2] ?? 30_000);
  console.log(JSON.stringify(await benchDiscord(messages), null, 2));
  process.exit(0);
}
