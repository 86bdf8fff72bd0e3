import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { errand, untilItSays } from '../../support/errand.ts';
import { answering, extensionFolder } from '../../support/extension-folder.ts';

async function world(files: Readonly<Record<string, string>>) {
  const ext = extensionFolder();
  for (const [file, text] of Object.entries(files)) ext.write(file, text);
  writeFileSync(join(ext.data, 'castellan.yaml'), 'secret: do-not-tell\n');
  const running: TestWorld = await sandbox({ data: ext.data });
  onTestFinished(() => running.stop());
  return {
    ...{ ...ext, running },
    says: async (line: string) => (await errand(ext.data, line)).text,
    until: (line: string, wanted: RegExp) => untilItSays(ext.data, line, wanted, 40_000),
  };
}

/** A guest with one command, whose answer is what `body` returns. */
const trying = (
  name: string,
  body: string,
  { powers = '{}', top = '' } = {},
): string => `/* castellan
{ "powers": ${powers} }
*/
import { defineCommand, defineModule, defineTexts, ok, optional, rest } from 'castellan/sdk';
${top}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export const extension = defineModule({
  name: '${name}',
  version: '1.0.0',
  commands: [
    defineCommand({
      name: '${name}',
      category: 'basics',
      args: { what: optional(rest()) },
      needs: ['values'],
      async run({ args, values, where }): Promise<any> {
        ${body}
      },
      show: (said: unknown) => String(said),
    }),
  ],
  texts: defineTexts({
    en: { '${name}.about': 'Tries.', '${name}.arg.what': 'What' },
    fr: { '${name}.about': 'Essaie.', '${name}.arg.what': 'Quoi' },
  }),
});
`;

describe('a guest that asks for powers', { timeout: 60_000 }, () => {
  test('waits until the owner allows them, and asks again when they change', async () => {
    const powers = '{ "events": ["message"], "hosts": ["api.example.org"] }';
    const { says, until, write, running } = await world({
      'nosy.ts': trying('nosy', `return ok('here');`, { powers }),
    });
    expect(await says('extensions')).toMatch(/🔐.*nosy.*waits for .?extensions allow nosy/);
    const asked = await says('extensions info nosy');
    expect(asked).toMatch(/hears: message/);
    expect(asked).toMatch(/exchanges data with api\.example\.org/);
    expect(await says('nosy')).toMatch(/There is no command/);

    expect(await says('extensions allow nosy')).toMatch(/has the powers that it asked for/);
    expect(await says('nosy')).toBe('here');

    write('nosy.ts', trying('nosy', `return ok('more');`, { powers: '{ "actions": ["speak"] }' }));
    await until('extensions info nosy', /🔐[\s\S]*speaks in channels/);
    // What was allowed goes on as it was.
    expect(await says('nosy')).toBe('here');
    await says('extensions allow nosy');
    await until('nosy', /^more$/);

    expect(await says('extensions revoke nosy')).toMatch(/waits to be allowed/);
    expect(await says('nosy')).toMatch(/There is no command/);
    expect(running.logLines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('is told in words what only trusted extensions can, and can once it is trusted', async () => {
    const { says } = await world({
      'reader.ts': trying('reader', `return ok(readdirSync('/').length > 0);`, {
        top: `import { readdirSync } from 'node:fs';`,
      }),
      'keeper.ts': trying('keeper', `return ok('kept');`).replace(
        `'values']`,
        `'values', 'backups']`,
      ),
      'deaf.ts': trying('deaf', `return ok('heard');`)
        .replace('commands: [', `listeners: [listener({ on: 'message', hear() {} })], commands: [`)
        .replace('optional, rest', 'listener, optional, rest'),
    });
    expect(await says('extensions info reader')).toMatch(
      /reader\.ts:5:\d+: A guest cannot use "node:fs".*extensions trust reader/,
    );
    expect(await says('extensions info keeper')).toMatch(
      /needs "backups": only trusted extensions can.*extensions trust keeper/,
    );
    expect(await says('extensions info deaf')).toMatch(
      /listens to message, and its manifest does not say so/,
    );
    expect(await says('extensions trust reader')).toMatch(/trusted with everything/);
    expect(await says('reader')).toBe('true');
    expect(await says('extensions info reader')).toMatch(/inside Castellan, with all its rights/);
    expect(await says('extensions trust basics')).toMatch(/is a part of the program/);
  });
});

/** What hostile guests try. Each answers with what came of it, or is stopped. */
const escapes = `
  const tries: Record<string, () => unknown> = {
    process: () => (globalThis as any).process,
    exit: () => (process as any).exit(0) ?? 'gone',
    require: () => (globalThis as any).require ?? (0, eval)('require'),
    constructor: () => (ok as any).constructor.constructor('return process')(),
    error() { try { null!.x } catch (e) { return (e as any).constructor.constructor('return process')() } },
    stack() {
      (Error as any).prepareStackTrace = (_: unknown, frames: any[]) => frames;
      const frames = (new Error() as any).stack as any[];
      for (const one of frames) { const f = one.getThis?.() ?? one.getFunction?.(); if (f?.process) return f.process; }
      return undefined;
    },
    bridge: () => (globalThis as any).castellanBridge,
    wasm: () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) && 'compiled',
  };
  const won: string[] = [];
  for (const [name, attempt] of Object.entries(tries)) {
    try { if (attempt() !== undefined) won.push(name); } catch { /* refused */ }
  }
  return ok(won.length === 0 ? 'no way out' : 'OUT: ' + won.join());
`;

describe('a hostile guest', { timeout: 120_000 }, () => {
  test('finds no way to Node, and no file', async () => {
    const { says, data } = await world({
      'escape.ts': trying('escape', escapes),
      'thief.ts': trying(
        'thief',
        `const { readFileSync } = await import(args.what ?? ''); return ok(readFileSync('castellan.yaml', 'utf8'));`,
      ),
      'path.ts': trying('path', `return ok(await values.get('../castellan.yaml') ?? 'nothing');`),
    });
    expect(await says('escape')).toBe('no way out');
    expect(await says('thief node:fs')).not.toMatch(/do-not-tell/);
    expect(await says('path')).toBe('nothing');
    expect(data).toBeTruthy();
  });

  test('cannot leave files but by name of its own folder', async () => {
    const { says } = await world({
      'filer.ts': trying('filer', `return ok(JSON.stringify(await files.read(args.what ?? '')));`, {
        powers: '{ "files": true }',
      })
        .replace(`needs: ['values']`, `needs: ['values', 'files']`)
        .replace('values, where }', 'values, files, where }'),
    });
    await says('extensions allow filer');
    expect(await says('filer ../../castellan.yaml')).not.toMatch(/do-not-tell/);
    expect(await says('filer nothing.json')).toMatch(/undefined/);
  });

  test('fetches from the hosts that it declared, and from no other', async () => {
    const server = createServer((asked, answer) => {
      if (asked.url === '/away') answer.writeHead(302, { location: 'http://127.0.0.2:1/' }).end();
      else answer.end('{"hello":"there"}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const body = `
      try { return ok((await (await fetch(args.what ?? '')).json()).hello); }
      catch (failure) { return ok((failure as Error).message); }`;
    const { says } = await world({
      'fetcher.ts': trying('fetcher', body, { powers: `{ "hosts": ["${host}"] }` }),
      'sneak.ts': trying('sneak', body),
    });
    await says('extensions allow fetcher');
    expect(await says(`fetcher http://${host}/`)).toBe('there');
    expect(await says(`fetcher http://${host}/away`)).toMatch(/may not fetch from 127\.0\.0\.2/);
    expect(await says('fetcher http://localhost/')).toMatch(/may not fetch from localhost/);
    expect(await says(`sneak http://${host}/`)).toMatch(/may not fetch.*names no hosts/);
  });

  test('leaves no process and no pipe behind when it is reloaded and unloaded', async () => {
    const { says } = await world({ 'greet.ts': answering('greet', 'hello') });
    const ours = () =>
      process.getActiveResourcesInfo().filter((one) => /^(ProcessWrap|PipeWrap)$/.test(one)).length;
    const before = ours();
    for (let times = 0; times < 10; times += 1)
      expect(await says('reload greet')).toMatch(/is loaded anew/);
    expect(await says('greet')).toBe('hello');
    await expect.poll(ours).toBe(before);
    await says('unload greet');
    await expect.poll(ours).toBeLessThan(before);
  });

  test('that pollutes prototypes spoils only its own', async () => {
    const { says } = await world({
      'spoil.ts': trying(
        'spoil',
        `for (const of of [Object, Array, Function, Promise, String, Map]) (of.prototype as any).isAdmin = true;
         await values.set('__proto__', JSON.parse('{ "__proto__": { "isAdmin": true }, "constructor": { "prototype": { "isAdmin": true } } }'));
         (Array.prototype as any).push = () => { throw new Error('spoilt'); };
         (JSON as any).stringify = () => '{"kind":"nonsense"}';
         return ok(await values.get('__proto__') === undefined ? 'no' : 'kept');`,
      ),
      'greet.ts': answering('greet', 'hello'),
    });
    await says('spoil');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect([].push).toBe(Array.prototype.push);
    expect(await says('greet')).toBe('hello');
  });

  test.each([
    ['blocks its loop', `for (;;);`, /blocked its own loop/],
    [
      'fills its heap',
      `const all: unknown[] = []; for (;;) all.push(new Array(10000).fill({}));`,
      /64 MB of memory/,
    ],
    [
      'floods the line to its host',
      `for (;;) { for (let at = 0; at < 50; at++) console.log('x'); await wait(5); }`,
      /floods the line/,
    ],
    [
      'sends more at once than fits',
      `await values.set('x', 'x'.repeat(4_000_000)); return ok('sent');`,
      /more than 1000000 bytes/,
    ],
  ])('that %s is stopped, and started again, while others are served', async (_what, body, why) => {
    const { says, until, running } = await world({
      'bad.ts': trying('bad', `if (args.what === 'go') { ${body} } return ok('here');`),
      'greet.ts': answering('greet', 'hello'),
    });
    expect(await says('bad')).toBe('here');
    const gone = says('bad go');
    const ann = running.irc.person('ann');
    const tookMs: number[] = [];
    const endMs = Date.now() + 1500;
    while (Date.now() < endMs) {
      const fromMs = performance.now();
      await ann.says('#castle', '!greet');
      await ann.hears('#castle', /ann: hello$/);
      tookMs.push(performance.now() - fromMs);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await gone).toMatch(/took too long|is not running/);
    const whyStopped = () =>
      running.logLines.find(({ message }) => message === 'A guest was stopped')?.facts['why'];
    await expect.poll(whyStopped, { timeout: 30_000 }).toMatch(why);
    await until('bad', /^here$/);
    await until('extensions', /✅.*bad/);
    expect(Math.max(...tookMs)).toBeLessThan(2000);
  });

  test('that takes a gigabyte outside of its heap does not get it, and goes on', async () => {
    const { says } = await world({
      'bad.ts': trying(
        'bad',
        `if (args.what !== 'go') return ok('here');
         const all: unknown[] = [];
         try { for (let at = 0; at < 100; at++) { all.push(new Uint8Array(10_000_000).fill(1)); await wait(1); } }
         catch (failure) { return ok('refused after ' + all.length * 10 + ' MB: ' + (failure as Error).message); }
         return ok('got all');`,
      ),
    });
    const said = await says('bad go');
    expect(said).toMatch(/^refused after \d+ MB: Array buffer allocation failed$/);
    expect(Number(/\d+/.exec(said)?.[0])).toBeLessThan(200);
    expect(await says('bad')).toBe('here');
  });

  test('that floods the log is cut short there, and what was left out is counted', async () => {
    const { says, running } = await world({
      'bad.ts': trying(
        'bad',
        `for (let at = 0; at < 500; at++) console.log('line', at); await wait(1500); console.log('last'); return ok('done');`,
      ),
    });
    expect(await says('bad')).toBe('done');
    const lines = running.logLines.filter(({ message }) => /^(line \d+|last)$/.test(message));
    expect(lines.length).toBeLessThan(200);
    expect(lines.at(-1)?.message).toBe('last');
    const leftOut = lines.reduce((sum, { facts }) => sum + Number(facts['leftOutBefore'] ?? 0), 0);
    expect(lines.length + leftOut).toBe(501);
  });

  test('that ends itself again and again is not started any more, which health tells', async () => {
    const { says, until } = await world({
      'dies.ts': trying(
        'dies',
        `setTimeout(() => { throw new Error('oh no'); }, 0); await wait(50); return ok('alive');`,
      ),
    });
    for (let times = 0; times < 4; times += 1) {
      await until('extensions', /✅.*dies/);
      await says('dies');
      await until('extensions', /❌ It was stopped/);
      if (times === 0)
        expect(await says('extensions info dies')).toMatch(/its process ended \(code 1\).*oh no/);
    }
    await until('extensions info dies', /ended too often, and stays so until/);
    expect(await says('dies')).toMatch(/an operator can .?reload/);
    expect(await says('health')).toMatch(/dies/);
    expect(await says('reload dies')).toMatch(/is loaded anew/);
    await until('extensions', /✅.*dies/);
  });
});

/** An extension that says, in each way it can, controls whose names are those of commands. */
const lure = `/* castellan
{ "powers": { "actions": ["speak"] } }
*/
import { type Say, defineCommand, defineModule, defineTexts, ok } from 'castellan/sdk';
const part = { category: 'basics', args: {} } as const;
const button = (label: string, id: string) => ({ kind: 'button', label, id }) as const;
const select = (placeholder: string, id: string, value: string) =>
  ({ kind: 'select', placeholder, id, options: [{ value, label: placeholder }] }) as const;
const actions = (say?: Say) => [
  [
    button('Win', 'do:settings set?name=core.prefix&value=1'),
    button('Prize', 'c:settings set core.prefix 2'),
    ...(say ? [button('Word', say('lure.word'))] : []),
  ],
  [select('Pick', 'c:settings set', 'core.prefix 3')],
  [select('Take', 'do:settings set?name=core.prefix', 'value=4')],
];
const fields = [{ id: 'value', label: 'Value' }];
const words = {
  'lure answer.about': 'Lures.', 'lure live.about': 'Lures.', 'lure speak.about': 'Lures.',
  'lure form.about': 'Lures.', 'lure.word': 'do:settings set?name=core.prefix&value=5',
};
export const extension = defineModule({
  name: 'lure',
  version: '1.0.0',
  commands: [
    defineCommand({
      ...part, name: 'lure answer', run: () => ok('lure answers'),
      show: (text, say) => ({ say: text, actions: actions(say) }),
    }),
    defineCommand({
      ...part, name: 'lure live', run: () => ok('lure is live'),
      show: (text: string, say) => ({ say: text, actions: actions(say) }),
      press: ({ control }) => ok('lure was pressed: ' + control),
    }),
    defineCommand({
      ...part, name: 'lure speak', needs: ['speak'],
      async run({ speak, where }) {
        await speak(where.channel, { say: 'lure speaks', actions: actions() });
        return ok('done');
      },
      show: (text) => text,
    }),
    defineCommand({
      ...part, name: 'lure form', run: () => ok('no form'),
      show: (say) => ({ say, form: { id: 'do:settings set?name=core.prefix', title: 'Win', fields } }),
    }),
  ],
  texts: defineTexts({ en: words, fr: words }),
});
`;

describe(
  'controls of an extension that are named like those that give commands',
  {
    timeout: 120_000,
  },
  () => {
    async function lured() {
      const { says, running } = await world({ 'lure.ts': lure });
      const owner = running.discord.member('olivia');
      return {
        ...{ says, owner, running },
        async shown(way: string) {
          await owner.say('#general', `!lure ${way}`);
          return owner.hears('#general', /lure (answers|is live|speaks)/);
        },
        changes: async () => (await says('audit list')).match(/core\.prefix/g) ?? [],
      };
    }
    const idsIn = (components: unknown): readonly string[] =>
      [...JSON.stringify(components).matchAll(/"custom_id":"([^"]*)"/g)].map(([, id]) => id ?? '');

    test('change nothing in the name of an owner who uses them, however a guest says them', async () => {
      const { says, owner, shown, changes, running } = await lured();
      await says('extensions allow lure');
      for (const way of ['answer', 'live', 'speak']) {
        const card = await shown(way);
        const ids = idsIn(card.components);
        expect(ids.length).toBeGreaterThanOrEqual(4);
        expect(ids.filter((id) => /^(do|c):/.test(id))).toEqual([]);
        for (const label of way === 'speak' ? ['Win', 'Prize'] : ['Win', 'Prize', 'Word'])
          await owner.press(card, label);
        for (const [at, value] of [
          [-2, 'core.prefix 3'],
          [-1, 'value=4'],
        ] as const)
          await owner.choose(card, ids.at(at), value);
        if (way === 'live') {
          await expect.poll(() => seen(running, card.id)?.text).toMatch(/lure was pressed: do:/);
          await running.advance('181s');
          await expect
            .poll(() => JSON.stringify(seen(running, card.id)?.components))
            .toMatch(/"disabled":true/);
          const off = idsIn(seen(running, card.id)?.components);
          expect(off.filter((id) => /^(do|c):/.test(id))).toEqual([]);
        }
      }
      await owner.slash('lure form');
      await owner.isTold(/went wrong|failed/i);
      // What was pressed was taken before this is answered, and the prefix is what it was.
      await shown('answer');
      expect(await changes()).toEqual([]);
    });

    const seen = (running: TestWorld, message: string) =>
      running.discord.observer
        .snapshot(running.discord.member('olivia').id)
        .channels.flatMap(({ messages }) => messages)
        .find(({ id }) => id === message);

    test('do give their commands once the owner trusts it: the names are right', async () => {
      const { says, owner, shown, changes } = await lured();
      await says('extensions trust lure');
      const card = await shown('answer');
      const ids = idsIn(card.components);
      await owner.choose(card, ids.at(-1), 'value=4');
      await owner.hears('#general', /core\.prefix.*4/s);
      await owner.press(card, 'Prize');
      await owner.hears('#general', /core\.prefix.*2/s);
      expect((await changes()).length).toBeGreaterThanOrEqual(2);
    });
  },
);
