import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { ErrandAnswer } from '../console/index.ts';
import { saysYes } from './ask-yes.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { type Run, withErrands } from './errand.ts';
import { failing } from './failing.ts';

interface SettingsFlags extends ConfigFlags {
  readonly yes?: boolean;
}

const acts = [
  ...['list', 'get', 'set', 'reset', 'history', 'diff', 'rollback', 'validate'],
  ...['export', 'import', 'stage', 'staged', 'unstage'],
] as const;

const examples = `
Examples:
  castellan settings list guard
  castellan settings set core.prefix ? instance
  castellan settings set core.language fr space:irc:libera:#castle
  castellan settings rollback 2h instance
  castellan settings export > settings.yaml
  castellan settings import settings.yaml --yes
It goes to the Castellan that runs on the data folder, or works on its database while none runs.`;

export function registerSettings(program: Command): void {
  withConfigFlags(
    program
      .command('settings')
      .description('look at the settings, change them, compare, take back, export, import')
      .argument('<act>', acts.join(', '))
      .argument('[words...]', 'as after the same command on chat; for import, a file')
      .addOption(new Option('--yes', 'take an import without asking')),
  )
    .addHelpText('after', examples)
    .action(failing(settings));
}

async function settings(act: string, words: readonly string[], flags: SettingsFlags) {
  if (!acts.some((one) => one === act))
    throw new CastellanError(
      'bad-input',
      `There is no "castellan settings ${act}". There are: ${acts.join(', ')}.`,
    );
  const line = act === 'import' ? `settings import ${fileIn(words)}` : lineFrom(act, words);
  await withErrands(configured(flags), async (run) => {
    const answer = await run(line);
    tell(answer);
    if (act === 'import' && answer.done) await confirm(answer, run, flags);
  });
}

/** Several words of one argument stand in double quotes, as on chat; a list of words to find stands as it is. */
function lineFrom(act: string, words: readonly string[]): string {
  if (words.some((word) => word.includes('"')))
    throw new CastellanError(
      'bad-input',
      'A value with double quotes cannot be given here. Put it into a file and use "castellan settings import".',
    );
  const told =
    act === 'list' ? words : words.map((word) => (/^\S+$/.test(word) ? word : `"${word}"`));
  return ['settings', act, ...told].join(' ');
}

function fileIn([path, ...more]: readonly string[]): string {
  if (path === undefined || more.length > 0)
    throw new CastellanError('bad-input', 'Name one file: castellan settings import <file>');
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CastellanError('bad-input', `The file cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

export function tell({ done, text }: ErrandAnswer): void {
  (done ? process.stdout : process.stderr).write(`${text}\n`);
  if (!done) process.exitCode = 1;
}

/** The plan was shown; its code is good for this one time. Without one there is nothing to take. */
async function confirm({ text }: ErrandAnswer, run: Run, { yes = false }: SettingsFlags) {
  const code = /settings confirm (\w{6})/.exec(text)?.[1];
  if (code === undefined) return;
  if (yes || (await saysYes())) tell(await run(`settings confirm ${code}`));
  else process.stdout.write('Nothing was changed. With --yes it is taken without asking.\n');
}
