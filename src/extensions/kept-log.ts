import { z } from 'zod';
import { type Clock, every } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { ExtensionLogLine } from '../core/extensions/extensions.ts';
import type { Files } from '../core/files/files.ts';
import { ExtensionLog } from './extension-log.ts';

interface Parts {
  /** A folder of its own: one file for each extension. */
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** As long as the program's own log. */
const keptDays = 30;
const dayMs = 86_400_000;
/** Whoever kills the program loses so much of it at most. */
const writeEveryMs = 10_000;

const written = z.array(
  z.object({
    ...{ atMs: z.number(), message: z.string(), facts: z.string() },
    level: z.enum(['debug', 'info', 'warn', 'error']),
  }),
);

/** The log of each extension as the last run left it. What comes is written in batches, beside whoever logs; at the end, all. */
export async function openKeptLog({ files, clock, log, life }: Parts): Promise<ExtensionLog> {
  const lines = new ExtensionLog();
  const sinceMs = clock.now() - keptDays * dayMs;
  for (const file of await files.list()) {
    const kept = (await linesIn(file, files, log)).filter(({ atMs }) => atMs >= sinceMs);
    if (kept.length > 0) lines.restore(file.slice(0, -ending.length), kept);
    else await files.remove(file);
  }
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    for (const name of lines.changed()) {
      lines.writing(name);
      try {
        await files.write(fileOf(name), lines.of(name).map(asJson), { remember: false });
      } catch (failure) {
        lines.notWritten(name);
        throw failure;
      }
    }
  };
  const writeSafely = (): Promise<void> =>
    write().catch((failure: unknown) =>
      log.warn({ problem: messageOf(failure) }, 'The logs of extensions could not be kept'),
    );
  life.own(async () => {
    await writing;
    await writeSafely();
  });
  life.own(
    every(clock, writeEveryMs, () => {
      writing ??= writeSafely().then(() => {
        writing = undefined;
      });
    }),
  );
  return lines;
}

const ending = '.json';
const fileOf = (name: string): string => `${name}${ending}`;

const asJson = ({ atMs, level, message, facts }: ExtensionLogLine) => ({
  ...{ atMs, level, message, facts },
});

/** One that cannot be read is begun anew. */
async function linesIn(file: string, files: Files, log: Log): Promise<readonly ExtensionLogLine[]> {
  try {
    return written.parse(await files.read(file, { fresh: true }));
  } catch (failure) {
    log.warn({ file, problem: messageOf(failure) }, 'The log of an extension cannot be read');
    return [];
  }
}
