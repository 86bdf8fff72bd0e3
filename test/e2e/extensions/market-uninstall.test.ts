import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { buildIndex, newKey, signingKey } from '../../../src/extensions/market/index.ts';
import { castellan } from '../../support/castellan.ts';
import { cli } from '../../support/cli.ts';
import { errand, untilItSays } from '../../support/errand.ts';
import { extensionFolder } from '../../support/extension-folder.ts';
import { scratch } from '../../support/market-bench.ts';

/** Keeps a row, a value, a file, and has a setting. */
const hoarder = (version: string) => ({
  'package.json': JSON.stringify({
    ...{ name: 'hoarder', version, author: 'ann', license: 'MIT', description: 'Hoards.' },
    castellan: { entry: 'index.ts', powers: { files: true } },
  }),
  'index.ts': `
import { column, defineCommand, defineModule, defineTable, defineTexts, ok, setting } from 'castellan/sdk';
const things = defineTable({ name: 'things', columns: { at: column.integer() }, key: ['at'] });
export const extension = defineModule({
  name: 'hoarder', version: '${version}', tables: [things],
  settings: { 'hoarder.most': setting.integer({ default: 5, text: 'The most.' }) },
  commands: [defineCommand({
    name: 'hoard', category: 'basics', args: {}, needs: ['tables', 'values', 'files'],
    async run({ tables, values, files }) {
      const rows = tables.of(things);
      await rows.insert({ at: await rows.count() });
      await values.set('one', 1);
      await files.write('one.json', 1);
      return ok(await rows.count());
    },
    show: (count) => 'Things: ' + count,
  })],
  texts: defineTexts({ en: { 'hoard.about': 'Hoards.' }, fr: { 'hoard.about': 'Amasse.' } }),
});`,
});

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

async function town() {
  const [sources, out] = [scratch('sources'), scratch('index')];
  const { pem, publicKey } = newKey();
  write(join(sources, 'hoarder'), hoarder('1.0.0'));
  await buildIndex(sources, 'Town', {
    ...{ out, key: signingKey(pem), nowMs: systemClock.now(), days: 9 },
  });
  const { data, folder } = extensionFolder();
  const environment = { CASTELLAN_MARKET__INDEXES: JSON.stringify([{ url: out, key: publicKey }]) };
  const program = await castellan({ data, environment });
  onTestFinished(async () => {
    await program.end();
  });
  const says = async (line: string) => (await errand(data, line)).text;
  await says('market accept');
  const bring = async () => {
    await untilItSays(data, 'market install hoarder', /None of it runs yet/, 40_000);
    await says('market enable hoarder');
    await says('extensions allow hoarder');
  };
  return { data, folder, says, bring };
}

test(
  'what is uninstalled leaves what it kept unless asked, and says who needs it',
  { timeout: 180_000 },
  async () => {
    const { data, folder, says, bring } = await town();
    await bring();
    expect(await says('hoard')).toBe('Things: 1');
    await says('settings set hoarder.most 7 instance');
    write(join(folder, 'needy'), {
      'package.json': JSON.stringify({
        ...{ name: 'needy', version: '1.0.0' },
        castellan: { entry: 'index.ts', dependencies: { hoarder: '*' } },
      }),
      'index.ts': `import { defineModule } from 'castellan/sdk';\nexport const extension = defineModule({ name: 'needy', version: '1.0.0' });`,
    });
    await untilItSays(data, 'extensions', /✅.*needy/);
    expect(await says('market uninstall hoarder')).toMatch(/needed by needy/);
    await says('unload needy');

    const gone = await says('market uninstall hoarder');
    expect(gone).toMatch(/hoarder is uninstalled/);
    expect(gone).toMatch(/Kept: 1 row, 1 value, 1 file, 1 setting/);
    expect(gone).toMatch(/needy need hoarder and will not be loaded/);
    expect(await says('hoard')).toMatch(/There is no command/);
    expect(readdirSync(folder)).toEqual(['needy']);
    expect(await says('market installed')).not.toMatch(/hoarder/);

    // It comes back to what it had, and asks for its powers anew.
    await untilItSays(data, 'market install hoarder', /None of it runs yet/, 40_000);
    expect(await says('market enable hoarder')).toMatch(/waits to be allowed/);
    await says('extensions allow hoarder');
    expect(await says('hoard')).toBe('Things: 2');

    const shell = await cli(['market', 'uninstall', 'hoarder', '--purge', '--data', data], {
      cwd: resolve('.'),
    });
    expect(shell.stdout).toMatch(/Gone with it: 2 rows, 1 value, 1 file, 1 setting/);
    expect(existsSync(join(data, 'files', 'hoarder'))).toBe(false);
    await bring();
    expect(await says('settings get hoarder.most')).toMatch(/5/);
    expect(await says('hoard')).toBe('Things: 1');
    expect(await says('market uninstall nothing')).toMatch(/was not installed/);
  },
);
