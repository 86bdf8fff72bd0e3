import { expect, onTestFinished, test } from 'vitest';
import { castellan } from '../../support/castellan.ts';
import { cli, folderWith } from '../../support/cli.ts';
import { errand } from '../../support/errand.ts';

test(
  'the doctor asks the Castellan that runs for its health, and why it does not answer in a channel',
  { timeout: 120_000 },
  async () => {
    const program = await castellan();
    onTestFinished(async () => {
      await program.end();
    });
    const { data } = program;
    const cwd = folderWith({});
    const doctor = (...args: readonly string[]) =>
      cli(['doctor', '--offline', '--data', data, ...args], { cwd });

    await errand(data, 'prefix');
    const well = await doctor('--why', 'sandbox-irc/#castle');
    expect(well.stdout).toMatch(/(ok|note) +health +.*(well|ok|degraded)/i);
    expect(well.stdout).toMatch(/ok +sandbox-irc\/#castle +.*answer/i);

    const away = await doctor('--why', 'sandbox-irc/#nowhere');
    expect(away.code).toBe(1);
    expect(away.stdout).toMatch(/bad +sandbox-irc\/#nowhere +.*#nowhere.*\n +→ /);
    expect((await errand(data, 'why sandbox-irc/#castle')).text).toMatch(
      /parts of the bot are well|not at its best|critical state/,
    );
  },
);
