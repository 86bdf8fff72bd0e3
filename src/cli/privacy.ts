import { createInterface } from 'node:readline/promises';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exportFolderName, exportName } from '../app/privacy/export-folder.ts';
import { CastellanError } from '../base/errors.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { type Run, withErrands } from './errand.ts';
import { failing } from './failing.ts';
import { tell } from './settings.ts';

/** `castellan privacy …`: works whether the program runs or not. */
export function registerPrivacy(program: Command): void {
  const group = program
    .command('privacy')
    .description('what is kept of people: export and erase it, see for how long it is kept');
  withConfigFlags(
    group
      .command('export')
      .description('write all that is kept of somebody into a file')
      .argument('<who>', 'discord:<number> or irc:<network>:account:<name>')
      .option('--json', 'print it instead of leaving a file'),
  ).action(
    failing((who: string, flags: ConfigFlags & { json?: true }) =>
      withErrands(configured(flags), (run) => exportOf(run, who, flags)),
    ),
  );
  withConfigFlags(
    group
      .command('erase')
      .description('erase all that is kept of somebody, for good')
      .argument('<who>', 'discord:<number> or irc:<network>:account:<name>')
      .option('--yes', 'do not ask'),
  ).action(
    failing((who: string, flags: ConfigFlags & { yes?: true }) =>
      withErrands(configured(flags), (run) => erase(run, who, flags.yes ?? false)),
    ),
  );
  withConfigFlags(
    group.command('retention').description('for how long each kind of data is kept'),
  ).action(
    failing((flags: ConfigFlags) =>
      withErrands(configured(flags), async (run) => tell(await run('privacy retention'))),
    ),
  );
}

async function exportOf(run: Run, who: string, flags: ConfigFlags & { json?: true }) {
  const answer = await run(`privacy export ${oneWord(who)}`);
  const name = exportName.exec(answer.text)?.[0];
  if (!flags.json || !answer.done || name === undefined) return tell(answer);
  const path = join(configured(flags).data, exportFolderName, name);
  process.stdout.write(await readFile(path, 'utf8'));
  await rm(path);
}

async function erase(run: Run, who: string, isSure: boolean): Promise<void> {
  const asked = await run(`privacy erase ${oneWord(who)}`);
  const code = /privacy erase \S+ (\w{6})/.exec(asked.text)?.[1];
  if (code === undefined) return tell(asked);
  if (!isSure) {
    // The line with the code says what to type in a chat; here a word is enough.
    const lines = asked.text.split('\n').filter((line) => !line.includes(code));
    process.stderr.write(`${lines.join('\n')}\n`);
    if (!(await agrees(who)))
      return tell({
        done: false,
        text: 'Nothing was erased. With --yes it is done without asking.',
      });
  }
  tell(await run(`privacy erase ${who} ${code}`));
}

async function agrees(who: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(`Type ${who} again to erase it for good: `)).trim() === who;
  } finally {
    lines.close();
  }
}

/** It becomes one argument of a command, and no more than one. */
function oneWord(who: string): string {
  if (/^[^\s"]+$/.test(who)) return who;
  throw new CastellanError(
    'bad-input',
    `"${who}" is not an id. They look like discord:123456789012345678 or irc:libera:account:ann.`,
  );
}
