import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startCastellan } from '../app/build.ts';
import { configShape } from '../app/config-schema.ts';
import { productName, productVersion } from '../app/product.ts';
import { sandboxConnections, startSandboxes } from '../app/sandboxes.ts';
import { jumpingClock } from '../base/clock.ts';
import { parseDuration } from '../base/duration.ts';
import { CastellanError } from '../base/errors.ts';
import { connectionId } from '../base/ids.ts';
import { lifetime } from '../base/lifetime.ts';
import { type LogLine, memoryLog } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import type { DiscordSandbox } from '../sandbox/discord/index.ts';
import type { IrcSandbox } from '../sandbox/irc/index.ts';
import type { Module } from '../sdk/index.ts';

/** How a world is started. */
export interface SandboxOptions {
  /** Modules besides the built-in ones. */
  readonly modules?: readonly Module[];
  /** Instance owners, as in castellan.yaml. */
  readonly owners?: readonly string[];
  /** A folder to keep; without it everything is gone after `stop`. */
  readonly data?: string;
}

/** A running Castellan with two simulated networks. */
export interface TestWorld {
  readonly discord: DiscordSandbox;
  readonly irc: IrcSandbox;
  /** Where the dashboard is, and the token that opens it. */
  readonly dashboard: Pick<Running, 'url' | 'ownerToken'>;
  readonly logLines: readonly LogLine[];
  /** Moves the bot's time ahead: `30s`, `2h`. The networks' sockets go on in real time. */
  advance(duration: string): Promise<void>;
  /** Ends everything. Throws an AggregateError with what did not end cleanly. */
  stop(): Promise<void>;
}

/** A busy machine may take its time to start. */
const patienceMs = 30_000;

/** Starts a world and resolves when the bot is on both networks and has its commands in Discord's menu. */
export async function sandbox({
  modules = [],
  owners = [],
  data,
}: SandboxOptions = {}): Promise<TestWorld> {
  const life = lifetime('sandbox-world');
  const folder = data ?? mkdtempSync(join(tmpdir(), 'castellan-world-'));
  if (data === undefined) life.own(() => rmSync(folder, { recursive: true, force: true }));
  const clock = jumpingClock();
  const log = memoryLog();
  const surroundings = { clock, random: systemRandom, log, life };
  try {
    const { irc, discord, addresses } = await startSandboxes(surroundings);
    const config = {
      ...configShape.parse({
        data: folder,
        sandbox: false,
        owners,
        dashboard: { port: 0 },
        backups: { schedule: false },
      }),
      connections: [...sandboxConnections(addresses)],
    };
    const product = { name: productName, version: productVersion(), startedAtMs: clock.now() };
    const running = await startCastellan({ ...surroundings, config, product, modules });
    await running.online(config.connections.map(({ id }) => connectionId(id)));
    await irc.arrives('castellan', ['#castle', '#random']);
    await discord.bot.hasWrittenCommands({ withinMs: patienceMs });
    return {
      ...{ discord, irc, logLines: log.lines, dashboard: running },
      advance: async (duration) => clock.advance(millisecondsIn(duration)),
      stop: () => end(life),
    };
  } catch (failure) {
    await life.end();
    throw failure;
  }
}

function millisecondsIn(duration: string): number {
  const durationMs = parseDuration(duration);
  if (durationMs !== undefined) return durationMs;
  throw new CastellanError('bad-input', `"${duration}" is no duration: write 30s, 5m or 2h`);
}

async function end(life: ReturnType<typeof lifetime>): Promise<void> {
  const failures = await life.end();
  if (failures.length > 0) throw new AggregateError(failures, 'The world did not end cleanly');
}
