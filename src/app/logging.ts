import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log, LogFacts, LogLevel } from '../base/log.ts';

export interface LoggingOptions {
  readonly level: LogLevel;
  /** The data folder: files go to `logs/` in it. */
  readonly data: string;
  /** Lines for people where a person looks on, JSON lines elsewhere. */
  readonly pretty: boolean;
  readonly nowMs: number;
}

/** Z18 of the reference: 10 MiB a file, five of them, none older than 30 days. */
const file = { size: '10m', count: 5, oldestMs: 30 * 86_400_000 } as const;

const secrets = ['token', 'password', 'authorization', 'cookie', 'secret', 'key'];
const redact = [...secrets, ...secrets.map((name) => `*.${name}`)];

const closeWithinMs = 1000;

/** Logs to stderr and to rolling files; stdout stays free for what was asked for. */
export function startLogging({ level, data, pretty, nowMs }: LoggingOptions, life: Lifetime): Log {
  const folder = join(data, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  forgetOldFiles(folder, nowMs);
  const transport: unknown = pino.transport({
    targets: [
      pretty
        ? {
            target: 'pino-pretty',
            level,
            options: {
              destination: 2,
              ignore: 'pid,hostname',
              translateTime: 'SYS:HH:MM:ss',
              singleLine: true,
            },
          }
        : { target: 'pino/file', level, options: { destination: 2 } },
      {
        target: 'pino-roll',
        level,
        options: {
          file: join(folder, 'castellan'),
          extension: '.log',
          mkdir: true,
          size: file.size,
          limit: { count: file.count, removeOtherLogFiles: true },
        },
      },
    ],
  });
  if (!isStream(transport)) throw new TypeError('The log transport is no stream');
  const logger = pino({ level, redact: { paths: redact, censor: '[secret]' } }, transport);
  life.own(() => closed(logger, transport));
  return logOn(logger);
}

/** The last lines are written by another thread: waits for it, but not for ever. */
function closed(logger: pino.Logger, transport: Transport): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, closeWithinMs);
    transport.once('close', () => {
      clearTimeout(late);
      resolve();
    });
    logger.flush(() => transport.end());
  });
}

function forgetOldFiles(folder: string, nowMs: number): void {
  for (const name of readdirSync(folder).filter((one) => /^castellan\..*\.log$/.test(one))) {
    const path = join(folder, name);
    if (nowMs - statSync(path).mtimeMs > file.oldestMs) rmSync(path, { force: true });
  }
}

type Transport = pino.DestinationStream & NodeJS.EventEmitter & { end(): void };

const isStream = (value: unknown): value is Transport =>
  typeof value === 'object' && value !== null && 'write' in value && 'end' in value;

function logOn(logger: pino.Logger): Log {
  const at = (level: LogLevel) => (facts: LogFacts, message: string) =>
    logger[level](facts, message);
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (facts) => logOn(logger.child(facts)),
  };
}
