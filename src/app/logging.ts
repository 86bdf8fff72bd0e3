import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log, LogFacts, LogLevel } from '../base/log.ts';
import { RollingFile } from './rolling-file.ts';

export interface LoggingOptions {
  readonly level: LogLevel;
  /** The data folder: files go to `logs/` in it. */
  readonly data: string;
  /** Lines for people where a person looks on, JSON lines elsewhere. */
  readonly pretty: boolean;
  readonly nowMs: number;
}

/** Z18 of the reference: 10 MiB a file, five of them, none older than 30 days. */
const file = { maxBytes: 10 * 1024 * 1024, maxFiles: 5, oldestMs: 30 * 86_400_000 } as const;

const secrets = ['token', 'password', 'authorization', 'cookie', 'secret', 'key'];

/** What no line of the log shows, wherever it goes. */
export const redaction = {
  paths: [...secrets, ...secrets.map((name) => `*.${name}`)],
  censor: '[secret]',
};

const closeWithinMs = 1000;

/** Logs to stderr and to rolling files; stdout stays free for what was asked for. */
export function startLogging({ level, data, pretty, nowMs }: LoggingOptions, life: Lifetime): Log {
  const folder = join(data, 'logs');
  const rolling = new RollingFile(folder, file);
  life.own(() => rolling.close());
  forgetOldFiles(folder, nowMs);
  const shown = pretty ? prettyLines(life) : pino.destination({ dest: 2, sync: true });
  const streams = [shown, rolling].map((stream) => ({ level, stream }));
  const logger = pino({ level, redact: redaction }, pino.multistream(streams));
  return logOn(logger);
}

/** Lines for people are made by another thread, which only a terminal is worth. */
function prettyLines(life: Lifetime): Transport {
  const transport: unknown = pino.transport({
    target: 'pino-pretty',
    options: {
      destination: 2,
      ignore: 'pid,hostname',
      translateTime: 'SYS:HH:MM:ss',
      singleLine: true,
    },
  });
  if (!isStream(transport)) throw new TypeError('The log transport is no stream');
  life.own(() => closed(transport));
  return transport;
}

/** The last lines are written by another thread: waits for it, but not for ever. */
function closed(transport: Transport): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, closeWithinMs);
    transport.once('close', () => {
      clearTimeout(late);
      resolve();
    });
    transport.end();
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
