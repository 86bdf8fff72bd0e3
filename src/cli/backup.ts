import { copyFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { backupsAlone } from '../app/backups.ts';
import { productName, productVersion } from '../app/product.ts';
import { systemClock } from '../base/clock.ts';
import { lifetime } from '../base/lifetime.ts';
import { silentLog } from '../base/log.ts';
import { actorId } from '../base/ids.ts';
import type { Backup, Backups, OnStep } from '../core/backups/backups.ts';
import { manifestName } from '../backups/name.ts';
import type { Say } from '../core/texts/texts.ts';
import { wantedIn } from '../modules/backups/make.ts';
import { lineOf, sizeOf, timeOf } from '../modules/backups/words.ts';
import { configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';
import { backupWords, valueOf } from './words.ts';

/** `castellan backup …`: works whether the program runs or not. */
export function registerBackup(program: Command): void {
  const backup = program.command('backup').description('make, list and check backups');
  const sub = (usage: string, description: string, act: Act): void => {
    withConfigFlags(backup.command(usage).description(description)).action(
      failing((...given: readonly unknown[]) => run(act, given)),
    );
  };
  sub('create [options...]', 'make a backup now: [type] [uncompressed] [label]', create);
  sub('list', 'list the backups', list);
  sub('verify <backup>', 'check a backup wholly', verify);
  sub('drill [backup]', 'try a restore out in a scratch place', drill);
  sub('elsewhere', 'list what the other places hold', elsewhere);
  sub('fetch <backup>', 'bring a backup from another place here, to restore from', fetchHere);
  sub('cleanup', 'take away what is beyond the limits', cleanup);
  sub('export <backup> <folder>', 'copy a backup and its manifest into a folder', exportTo);
}

interface Desk {
  readonly backups: Backups;
  readonly say: Say;
  readonly onStep: OnStep;
}

const flagShape = z.object({
  config: z.string().exactOptional(),
  data: z.string().exactOptional(),
});

type Act = (desk: Desk, args: readonly string[]) => Promise<string>;

/** Commander gives the arguments, then the flags, then the command. */
async function run(act: Act, given: readonly unknown[]): Promise<void> {
  const args = given
    .slice(0, -2)
    .flat()
    .filter((one) => typeof one === 'string');
  const flags = flagShape.parse(given.at(-2));
  const life = lifetime('backup');
  const product = {
    ...{ name: productName, version: productVersion(), startedAtMs: systemClock.now() },
  };
  const { backups } = await backupsAlone(configured(flags), { product, life, log: silentLog });
  const say = backupWords();
  try {
    process.stdout.write(`${await act({ backups, say, onStep: stepLines(say) }, args)}\n`);
  } finally {
    await life.end();
  }
}

/** A line on a terminal that is written over; nothing elsewhere. */
export function stepLines(say: Say): OnStep {
  if (!process.stderr.isTTY) return () => {};
  return ({ step, done }) => {
    const text = say('backup.step', { step, percent: Math.round(done * 100) });
    process.stderr.write(
      `\r\u001b[K${text}${step === 'checking' && done === 1 ? '\r\u001b[K' : ''}`,
    );
  };
}

const create: Act = async ({ backups, say, onStep }, args) => {
  const wanted = { ...wantedIn(args.join(' ')), author: actorId('console:local'), onStep };
  const fromMs = systemClock.monotonic();
  const made = valueOf(await backups.create(wanted), say);
  return say('backup create.done', {
    ...{ id: made.id, size: sizeOf(made.bytes), plain: sizeOf(made.plainBytes) },
    encrypted: made.encrypted ? 'yes' : 'no',
    took: Math.max(1, Math.round((systemClock.monotonic() - fromMs) / 1000)),
  });
};

const list: Act = ({ backups, say }) => backupLines(backups, say);

/** The backups that there are, a line each, newest first. */
export async function backupLines(backups: Pick<Backups, 'list'>, say: Say): Promise<string> {
  const all = await backups.list();
  const lines = all.map((one: Backup) => lineOf(say, one, systemClock.now()).trimEnd());
  return lines.length === 0 ? say('backup list.empty') : lines.join('\n');
}

const verify: Act = async ({ backups, say, onStep }, [id = '']) => {
  const { id: whole, proof } = valueOf(await backups.verify(id, onStep), say);
  return say('backup verify.done', { id: whole, state: proof.state });
};

const drill: Act = async ({ backups, say, onStep }, [id]) => {
  const { id: whole, createdAtMs, certificate } = valueOf(await backups.drill(id, onStep), say);
  return say('backup drill.done', {
    ...{ id: whole, age: timeOf(createdAtMs) },
    ...{ tables: certificate?.tables ?? 0, rows: certificate?.rows ?? 0 },
  });
};

const elsewhere: Act = async ({ backups, say }) => {
  const lines = (await backups.elsewhere()).flatMap(({ place, backups: there, problem }) => [
    problem === undefined ? place : `${place}: ${problem}`,
    ...there.map((one) => `  ${lineOf(say, one, systemClock.now()).trimEnd()}`),
  ]);
  return lines.length === 0
    ? 'No other place is configured ("copies" under "backups").'
    : lines.join('\n');
};

const fetchHere: Act = async ({ backups, say, onStep }, [id = '']) => {
  const { id: whole } = valueOf(await backups.fetch(id, onStep), say);
  return `${say('backup verify.done', { id: whole, state: 'verified' })}\n"castellan restore ${whole}" puts it in place.`;
};

const cleanup: Act = async ({ backups, say }) => {
  const { remove, keep, freedBytes } = await backups.cleanup();
  return say('backup cleanup.done', {
    ...{ count: remove.length, keep, freed: sizeOf(freedBytes), dry: 'no' },
  });
};

const exportTo: Act = async ({ backups, say }, [id = '', folder = '.']) => {
  const { id: whole } = valueOf(await backups.find(id), say);
  const file = valueOf(await backups.placeOf(whole), say);
  const target = resolve(folder);
  for (const name of [basename(file), manifestName(whole)])
    await copyFile(join(dirname(file), name), join(target, name));
  return `${join(target, basename(file))}\n${join(target, manifestName(whole))}`;
};
