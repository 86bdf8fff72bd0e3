import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { extensionsFolder } from '../app/extensions-folder.ts';
import { CastellanError } from '../base/errors.ts';
import { isRunning } from './checks/running.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { withErrands } from './errand.ts';
import { failing } from './failing.ts';
import { tell } from './settings.ts';

/** What each act is called on chat. */
const lines: Readonly<Record<string, string>> = {
  list: 'extensions list',
  info: 'extensions info',
  log: 'extensions log',
  check: 'extensions check',
  enforce: 'extensions enforce',
  load: 'load',
  unload: 'unload',
  reload: 'reload',
  allow: 'extensions allow',
  trust: 'extensions trust',
  revoke: 'extensions revoke',
};
const acts = [...Object.keys(lines), 'test'];

export function registerExtensions(program: Command): void {
  withConfigFlags(
    program
      .command('extensions')
      .description('see, check, load, unload, reload and test extensions')
      .argument('[act]', acts.join(', '), 'list')
      .argument('[words...]', 'as after the same command on chat'),
  ).action(failing(extensions));
}

async function extensions(act: string, words: readonly string[], flags: ConfigFlags) {
  const config = configured(flags);
  if (act === 'test') return testExtension(extensionsFolder(config), words);
  const line = lines[act];
  if (line === undefined)
    throw new CastellanError(
      'bad-input',
      `There is no "castellan extensions ${act}". There are: ${acts.join(', ')}.`,
    );
  if (!(await isRunning(config.data)))
    throw new CastellanError(
      'not-available',
      `Extensions belong to a Castellan that runs, and none runs on ${config.data}. "castellan start" starts one.`,
    );
  await withErrands(config, async (run) => tell(await run([line, ...words].join(' '))));
}

/** Runs the tests of an extension, with the SDK and the test kit of this program. */
async function testExtension(folder: string, [name]: readonly string[]): Promise<void> {
  const place = join(folder, name ?? '');
  if (name === undefined || !existsSync(place))
    throw new CastellanError(
      'bad-input',
      `There is no extension in ${place}. Name one: castellan extensions test <folder>`,
    );
  const tests = readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.[cm]?[jt]s$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(place, file));
  if (tests.length === 0)
    throw new CastellanError('bad-input', `${place} has no tests (files that end in .test.ts).`);
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const hooks = new URL(`../testing/resolve.${ending}`, import.meta.url).href;
  const child = spawn(process.execPath, ['--import', hooks, '--test', ...tests], {
    stdio: 'inherit',
  });
  await once(child, 'exit');
  process.exitCode = child.exitCode === 0 ? 0 : 1;
}
