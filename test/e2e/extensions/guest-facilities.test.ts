import { describe, expect, onTestFinished, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { errand } from '../../support/errand.ts';
import { extensionFolder } from '../../support/extension-folder.ts';

async function world(files: Readonly<Record<string, string>>) {
  const { data, write } = extensionFolder();
  for (const [file, text] of Object.entries(files)) write(file, text);
  const running: TestWorld = await sandbox({ data });
  onTestFinished(() => running.stop().catch(() => undefined));
  return { running, write, data, says: async (line: string) => (await errand(data, line)).text };
}

interface Parts {
  readonly command?: string;
  readonly module?: string;
  readonly top?: string;
  readonly powers?: string;
}

/** A guest with one command of its name, which does what `run` says. */
const guest = (
  name: string,
  run: string,
  { command = 'args: {},', module = '', top = '', powers = '{}' }: Parts = {},
): string => `/* castellan
{ "powers": ${powers} }
*/
import { check, defineCommand, defineModule, defineTexts, listener, ok, setting, word } from 'castellan/sdk';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
${top}
export const extension: any = defineModule({
  name: '${name}',
  version: '1.0.0',
  ${module}
  commands: [
    defineCommand({
      name: '${name}',
      category: 'basics',
      ${command}
      async run(call: any): Promise<any> { ${run} },
      show: (said: unknown) => String(said),
    } as any),
  ],
  texts: defineTexts({
    en: { '${name}.about': 'Tries.', '${name}.arg.what': 'What', '${name}.far': '{percent} % done' },
    fr: { '${name}.about': 'Essaie.', '${name}.arg.what': 'Quoi', '${name}.far': '{percent} % fait' },
  }),
});
`;

describe('what a guest can do as any other', { timeout: 60_000 }, () => {
  test('suggests while somebody types, from its own settings and what else was typed', async () => {
    const { running } = await world({
      'tea.ts': guest('tea', `return ok(call.args.what);`, {
        module: `settings: { 'tea.kinds': setting.list({ default: ['assam', 'ceylon'], text: 'Kinds.' }) },`,
        command: `args: { what: word({ suggest: (typed, { settings, catalogue }) => [
          ...settings.readList('tea.kinds', {}), ...catalogue.all().map(({ name }) => name),
        ].filter((one) => one.startsWith(typed)) }) },`,
      }),
      'bad.ts': guest('bad', `return ok('');`, {
        command: `args: { what: word({ suggest: () => { throw new Error('oh'); } }) },`,
      }),
    });
    const bob = running.discord.member('bob');
    const suggested = async (command: string, typed: string) =>
      (await bob.complete(command, 'what', typed, { channel: '#general' })).map(({ name }) => name);
    await expect.poll(() => suggested('tea', 'cey'), { timeout: 10_000 }).toEqual(['ceylon']);
    expect(await suggested('tea', 'choo')).toEqual(['choose']);
    expect(await suggested('bad', '')).toEqual([]);
    expect(running.logLines.some(({ message }) => message === 'Suggestions failed')).toBe(true);
  });

  test('tells how far a slow command is, in the language of the place, and answers in its place', async () => {
    const { running } = await world({
      'slowly.ts': guest(
        'slowly',
        `for (let at = 0; at < 55; at += 1) {
          await wait(100);
          call.progress((say: any) => say('slowly.far', { percent: at }));
        }
        return ok('done at last');`,
        { command: 'args: {}, slow: true,' },
      ),
    });
    const bob = running.discord.member('bob');
    const said = bob.say('#general', '!slowly');
    expect((await bob.hears('#general', /% done/)).content).toMatch(/^\d+ % done$/);
    await said;
    await bob.hears('#general', /done at last/, { withinMs: 20_000 });
  });

  test('knows the rights of whoever asks to its own capabilities, and guesses at no others', async () => {
    const { running } = await world({
      'vault.ts': guest(
        'vault',
        `const tried = (what: () => any) => { try { return what().ok; } catch (failure) { return failure.message; } };
         return ok([
           tried(() => check.granted(call, 'vault.open')),
           tried(() => check.granted(call, 'guard.manage')),
           tried(() => call.permissions.authorise('vault.open', { actor: { id: 'irc:x' } })),
           tried(() => call.permissions.grant({})),
           tried(() => call.settings.write('x')),
         ].join(' | '));`,
        {
          command: `args: {}, needs: ['permissions', 'settings'],`,
          module: `capabilities: [{ name: 'vault.open', least: 'administrator', text: 'Opens.' }],`,
        },
      ),
    });
    const bob = running.irc.person('bob');
    await bob.says('#castle', '!vault');
    const { text } = await bob.hears('#castle', /false \|/);
    expect(text).toMatch(/own capabilities; "guard\.manage" is none/);
    expect(text).toMatch(/and of nobody else/);
    expect(text).toMatch(/"permissions" has no "grant": only trusted/);
    expect(text).toMatch(/"settings" has no "write": only trusted/);
  });
});

describe('what a guest cannot', { timeout: 60_000 }, () => {
  test('is refused by name when it is loaded, and not passed over', async () => {
    const { says } = await world({
      'paging.ts': guest('paging', `return ok('');`, { module: `middleware: [],` }),
      'forms.ts': guest('forms', `return ok('');`, { command: `args: {}, submit() {},` }),
      'hush.ts': guest('hush', `return ok('');`, { command: `args: {}, needs: ['speak'],` }),
      'loose.ts': guest('loose', `return ok('');`, { command: `args: {}, needs: ['files'],` }),
    });
    expect(await says('extensions info paging')).toMatch(/it has "middleware": only trusted/);
    expect(await says('extensions info forms')).toMatch(/"submit" in the command "forms": only/);
    expect(await says('extensions info hush')).toMatch(
      /needs "speak", and its manifest does not say so: "powers": \{ "actions": \["speak"\] \}/,
    );
    expect(await says('extensions info loose')).toMatch(/"powers": \{ "files": true \}/);
    expect(await says('extensions trust hush')).toMatch(/trusted with everything/);
  });

  test('is said where it is used, when that comes later', async () => {
    const { running, says } = await world({
      'odd.ts': guest('odd', `return ok('fine');`).replace(
        `show: (said: unknown) => String(said)`,
        `show: () => ({ say: 'x', picture: 'y' }) as any`,
      ),
      'getter.ts': guest(
        'getter',
        `try { await fetch('http://x/', { redirect: 'error' } as any); return ok('?'); } catch (failure: any) { return ok(failure.message); }`,
      ),
    });
    await says('odd');
    const failed = running.logLines.find(({ message }) => message === 'A command failed');
    expect(String(failed?.facts['err'])).toMatch(/an answer.*Unrecognized key: "picture"/);
    expect(await says('getter')).toMatch(/method, headers, body and signal.*not redirect/);
  });
});

test(
  'what a guest has, and what the log said of it, is told in chat',
  { timeout: 60_000 },
  async () => {
    const { says, running, write, data } = await world({
      'busy.ts': guest('busy', `return ok('x');`, {
        module: `needs: ['clock', 'log'],
        start({ clock, log }: any) { clock.after(600_000, () => {}); log.warn({ oil: 'low' }, 'Tea is cold'); },`,
      }),
    });
    const info = () => says('extensions info busy');
    // The process is asked once in a second.
    await expect.poll(info, { timeout: 10_000 }).toMatch(/0 listeners, 0 jobs, 1 timer,/);
    expect(await info()).toMatch(/\d+ MB of memory\)/);
    expect(await says('extensions log busy')).toMatch(/⚠️ Tea is cold .*oil.*low/);
    await running.stop();

    // What it said is still there when it is gone and the program has started anew.
    write('busy.ts', guest('busy', `return ok('y');`));
    const again = await sandbox({ data });
    onTestFinished(() => again.stop());
    expect(await says('busy')).toBe('y');
    expect(await says('extensions log busy')).toMatch(/⚠️ Tea is cold .*oil.*low/);
  },
);
