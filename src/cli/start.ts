import { type Command, InvalidArgumentError } from 'commander';
import { type Running, startCastellan } from '../app/build.ts';
import type { Config } from '../app/config-schema.ts';
import { startLogging } from '../app/logging.ts';
import { tapped } from '../app/log-tap.ts';
import { productName, productVersion } from '../app/product.ts';
import { systemClock } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import { type Lifetime, lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import { isRunning } from './checks/running.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

interface StartFlags extends ConfigFlags {
  readonly port?: number;
  readonly sandbox?: boolean;
  readonly json?: boolean;
}

/** An ordered end takes at most this long; what has not ended by then is left. */
const shutdownMs = 5000;

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

async function start(flags: StartFlags): Promise<void> {
  const life = lifetime('castellan');
  const ending = endOnSignals(life);
  const config = withFlags(configured(flags), flags);
  await refuseSecond(config.data);
  const { log, logTap } = tapped(logFor(config, flags, life));
  process.on('unhandledRejection', (err) =>
    log.error({ err }, 'A promise was rejected and nobody looked'),
  );
  process.on('uncaughtException', (err) => log.error({ err }, 'A fault that nobody caught'));
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
      log,
      logTap,
      life,
    });
    if (flags.json) announceToPrograms(running);
    else announceToPeople(running, config);
  } catch (failure) {
    await life.end();
    throw failure;
  }
  await ending;
}

/** Two on one folder would both answer, and write over each other. */
async function refuseSecond(data: string): Promise<void> {
  if (!(await isRunning(data))) return;
  throw new CastellanError(
    'not-available',
    `Another Castellan runs on the data folder ${data}. Stop it first ("castellan console" talks to it), or give this one a folder of its own with --data.`,
  );
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

/** Resolves when a signal asked for the end and everything has ended, or the time for that is over. */
function endOnSignals(life: Lifetime): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const end = (): void => {
      // Asked twice: the person does not want to wait.
      if (asked) process.exit(1);
      asked = true;
      setTimeout(() => process.exit(0), shutdownMs).unref();
      void life.end().then((failures) => {
        for (const failure of failures) process.stderr.write(`${messageOf(failure)}\n`);
        resolve();
        // A handle that somebody forgot must not keep the process.
        setTimeout(() => process.exit(0), 200).unref();
      });
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });
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
