import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import { buildIndex, newKey, signIndex, signingKey } from '../extensions/market/index.ts';
import { isRunning } from './checks/running.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { withErrands } from './errand.ts';
import { failing } from './failing.ts';
import { tell } from './settings.ts';

const acts = [
  ...['terms', 'accept', 'browse', 'search', 'info', 'install', 'update', 'enable', 'rollback'],
  ...['installed', 'refresh', 'deps', 'id'],
];

/** `castellan market …`: uses the market as on chat, and makes indexes for others. */
export function registerMarket(program: Command): void {
  const group = program
    .command('market')
    .description('install extensions of others, or make an index of your own');
  for (const act of acts)
    withConfigFlags(
      group
        .command(act)
        .description(`as "market ${act}" on chat`)
        .argument('[words...]', 'as after the same command on chat'),
    ).action(failing((words: readonly string[], flags: ConfigFlags) => use(act, words, flags)));
  withConfigFlags(
    group
      .command('uninstall')
      .description('as "market uninstall" on chat')
      .argument('<id>', 'what is uninstalled')
      .option('--purge', 'what it kept goes, too'),
  ).action(
    failing((id: string, { purge = false, ...flags }: ConfigFlags & { purge?: boolean }) =>
      use('uninstall', purge ? [id, '--purge'] : [id], flags),
    ),
  );
  group
    .command('keygen')
    .description('make a key that signs packages and indexes')
    .argument('<file>', 'where the key is kept; nobody else may read it')
    .action(failing(keygen));
  withBuildFlags(
    group
      .command('build')
      .description('make an index of every extension in a folder')
      .argument('<folder>', 'holds the folders of extensions')
      .requiredOption('--out <folder>', 'where the index is written; put it on any web server')
      .option('--name <name>', 'what the index is called', 'A market'),
  ).action(failing(build));
  withBuildFlags(
    group
      .command('sign')
      .description('sign an index anew, so that it is good for longer')
      .argument('<folder>', 'the index, as "build" wrote it'),
  ).action(failing(sign));
}

const withBuildFlags = (command: Command): Command =>
  command
    .requiredOption('--key <file>', 'the key that "market keygen" made')
    .option('--days <days>', 'how long the index is good', '90');

async function use(act: string, words: readonly string[], flags: ConfigFlags): Promise<void> {
  const config = configured(flags);
  if (!(await isRunning(config.data)))
    throw new CastellanError(
      'not-available',
      `The market belongs to a Castellan that runs, and none runs on ${config.data}. "castellan start" starts one.`,
    );
  await withErrands(config, async (run) => tell(await run(['market', act, ...words].join(' '))));
}

async function keygen(file: string): Promise<void> {
  const { pem, publicKey } = newKey();
  try {
    await writeFile(file, pem, { mode: 0o600, flag: 'wx' });
  } catch (failure) {
    throw new CastellanError('bad-input', `${file} cannot be written: ${messageOf(failure)}`);
  }
  process.stdout.write(
    `${file} holds the key. Keep it, and a copy of it: whoever has it can sign for you.\nThe public key, for castellan.yaml of others:\n${publicKey}\n`,
  );
}

interface BuildFlags {
  readonly key: string;
  readonly days: string;
}

async function build(folder: string, flags: BuildFlags & { out: string; name: string }) {
  const { name, out } = flags;
  const { serial, packages } = await buildIndex(folder, name, {
    ...read(flags),
    out: resolve(out),
  });
  process.stdout.write(
    [
      `${out} holds index number ${serial} with:`,
      ...packages.map((one) => `  ${one.id} ${one.version}, ${one.sizeBytes} bytes`),
      '',
    ].join('\n'),
  );
}

async function sign(folder: string, flags: BuildFlags): Promise<void> {
  const { serial, expiresAtMs } = await signIndex({ ...read(flags), out: resolve(folder) });
  const until = new Date(expiresAtMs).toISOString().slice(0, 10);
  process.stdout.write(`${folder} is signed as number ${serial}, good until ${until}.\n`);
}

function read({ key, days }: BuildFlags) {
  const count = Number(days);
  if (!Number.isInteger(count) || count < 1 || count > 3650)
    throw new CastellanError('bad-input', `--days ${days}: a whole number from 1 to 3650`);
  return { key: signingKey(keyText(key)), days: count, nowMs: systemClock.now() };
}

function keyText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (failure) {
    throw new CastellanError('bad-input', `The key cannot be read: ${messageOf(failure)}`);
  }
}
