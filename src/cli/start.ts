import { type Command, InvalidArgumentError } from 'commander';
import { type Running, startCastellan } from '../app/build.ts';
import type { Config } from '../app/config-schema.ts';
import { startLogging } from '../app/logging.ts';
import { tapped } from '../app/log-tap.ts';
import { productName, productVersion } from '../app/product.ts';
import { systemClock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { type Lifetime, lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';
import { holdFolder } from './hold-folder.ts';

interface StartFlags extends ConfigFlags {
  readonly port?: number;
  readonly sandbox?: boolean;
  readonly json?: boolean;
}

/** An ordered end takes at most this long; what has not ended by then is left. */
const shutdownMs = 5000;
/** EX_TEMPFAIL of sysexits: start it again. */
const tryAgainCode = 75;

export function registerStart(program: Command): void {
  withConfigFlags(program.command('start').description('start Castellan'))
    .option('-p, --port <number>', 'the port of the dashboard', portNumber)
    .option('--sandbox', 'run the simulated networks, whatever the configuration says')
    .option('--json', 'one JSON line on stdout when ready')
    .action(failing(start));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It should be a number from 0 to 65535.');
}

/** Starts, and starts again in the same process as often as it is asked to: what waits for a start then happens. */
async function start(flags: StartFlags): Promise<void> {
  let first = true;
  while ((await run(flags, first)) === 'again') first = false;
}

/** One life of the program, from its start to its ordered end. */
async function run(flags: StartFlags, first: boolean): Promise<'ended' | 'again'> {
  const life = lifetime('castellan');
  const ending = ended(life);
  const config = withFlags(configured(flags), flags);
  life.own(holdFolder(config.data));
  const { log, logTap } = tapped(logFor(config, flags, life));
  life.own(logFaults(log));
  try {
    const running = await startCastellan({
      config,
      product: {
        name: productName,
        version: productVersion(),
        startedAtMs: systemClock.now(),
      },
      clock: systemClock,
      random: systemRandom,
      ...{ log, logTap, life, restart: ending.again },
    });
    if (flags.json) announceToPrograms(running);
    else if (first) announceToPeople(running, config);
    else process.stdout.write(`Castellan is up again: ${running.url}\n`);
  } catch (failure) {
    await life.end();
    throw failure;
  }
  return ending.outcome;
}

/** What nobody caught is at least written down. */
function logFaults(log: Log): () => void {
  const rejected = (err: unknown): void =>
    log.error({ err }, 'A promise was rejected and nobody looked');
  const thrown = (err: unknown): void => log.error({ err }, 'A fault that nobody caught');
  process.on('unhandledRejection', rejected).on('uncaughtException', thrown);
  return () => {
    process.off('unhandledRejection', rejected).off('uncaughtException', thrown);
  };
}

function withFlags(config: Config, { port, sandbox }: StartFlags): Config {
  const dashboard = port === undefined ? config.dashboard : { ...config.dashboard, port };
  return { ...config, dashboard, ...(sandbox && { sandbox }) };
}

const logFor = ({ log: { level }, data }: Config, { json }: StartFlags, life: Lifetime): Log =>
  startLogging(
    { level, data, pretty: !json && process.stderr.isTTY, nowMs: systemClock.now() },
    life,
  );

interface Ending {
  /** Resolves when everything has ended, or the time for that is over. */
  readonly outcome: Promise<'ended' | 'again'>;
  /** Ends everything in order, to be started again. */
  readonly again: () => void;
}

/** Ends a life when a signal asks for it, or when the program itself wants to start anew. */
function ended(life: Lifetime): Ending {
  let again = (): void => {};
  const outcome = new Promise<'ended' | 'again'>((resolve) => {
    let asked = false;
    const end = (): void => {
      // Asked twice: the person does not want to wait.
      if (asked) process.exit(1);
      asked = true;
      setTimeout(() => process.exit(0), shutdownMs).unref();
      void endAll(life).then(() => {
        resolve('ended');
        // A handle that somebody forgot must not keep the process.
        setTimeout(() => process.exit(0), 200).unref();
      });
    };
    again = () => {
      if (asked) return;
      asked = true;
      let then: 'ended' | 'again' = 'again';
      const stop = (): void => {
        then = 'ended';
      };
      process.off('SIGTERM', end).off('SIGINT', end).on('SIGTERM', stop).on('SIGINT', stop);
      // What does not end is left to whoever watches over the process, who is told to start it again.
      const stuck = setTimeout(() => process.exit(tryAgainCode), 4 * shutdownMs);
      void endAll(life).then(() => {
        clearTimeout(stuck);
        process.off('SIGTERM', stop).off('SIGINT', stop);
        resolve(then);
      });
    };
    process.on('SIGTERM', end).on('SIGINT', end);
  });
  return { outcome, again: () => again() };
}

async function endAll(life: Lifetime): Promise<void> {
  for (const failure of await life.end()) process.stderr.write(`${messageOf(failure)}\n`);
}

function announceToPrograms({ url, ownerToken, connections, sandbox }: Running): void {
  const line = {
    ready: true,
    url,
    ...(ownerToken !== undefined && { ownerToken }),
    connections: connections.map(({ connection, platform, link }) => ({
      id: connection,
      platform,
      state: link.state,
    })),
    ...(sandbox && { sandbox }),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function announceToPeople({ url, ownerToken, sandbox }: Running, { bench }: Config): void {
  const token =
    ownerToken === undefined
      ? 'Sign in with your owner token or password ("castellan token" makes a new token).'
      : `owner token: ${ownerToken}\n  (shown only this once; keep it)`;
  const lines = [
    '',
    `Castellan is up: ${url}`,
    `  ${token}`,
    ...(sandbox
      ? [
          '  No network is configured, so a simulated Discord and a simulated IRC run for you to try:',
          '  open the page, sign in, and talk to the bot in the Playground.',
          '  "castellan init" connects it to a real network.',
        ]
      : []),
    ...(bench ? ['  BENCH MODE: no limit holds. Never use this on a real network.'] : []),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
