// Reloads every built-in module and an extension many times and tells what there is before and after.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openCore } from '../../src/app/build.ts';
import { configShape } from '../../src/app/config-schema.ts';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
const rounds = Number(process.argv[2] ?? 100);
const data = mkdtempSync(join(tmpdir(), 'castellan-leaks-'));
mkdirSync(join(data, 'extensions'));

/** Something of every kind that a module can leave behind, and enough text to be seen in the heap. */
const greedy = `
import {
  asked, column, defineCommand, defineModule, defineTable, defineTexts, job, listener, ok, pageAct, rest, setting,
  webCard, webPage, webRoute, z,
} from 'castellan/sdk';
const ballast = Array.from({ length: 20_000 }, (_, at) => ({ at, text: 'ballast ' + at }));
const seen = defineTable({ name: 'seen', columns: { who: column.text() }, key: ['who'] });
export const greedy = defineModule({
  name: 'greedy',
  version: '1.0.0',
  tables: [seen],
  settings: { 'greedy.much': setting.integer({ default: 1, text: 'How much.' }) },
  capabilities: [{ name: 'greedy.use', least: 'member', text: 'Use it.' }],
  listeners: [listener({ on: 'message', needs: ['tables'], hear: (event, { tables }) => void [tables, ballast.length] })],
  jobs: [job({ name: 'sweep', every: '1h', run: () => Promise.resolve() })],
  commands: [
    defineCommand({
      name: 'greedy', category: 'basics', args: {}, capability: 'greedy.use', needs: ['tables', 'values', 'files'],
      run: () => ok(String(ballast.length)), show: (text) => text,
    }),
    defineCommand({
      name: 'greedy ask', category: 'basics', args: { what: asked(rest()) }, sure: 'greedy.title',
      run: () => ok(String(ballast.length)), show: (text) => text,
    }),
  ],
  routes: [webRoute({ path: '/much', access: 'public', needs: ['tables'], run: () => ok({ text: String(ballast.length) }) })],
  pages: [
    webPage({
      name: 'much', title: 'greedy.title', show: () => ({ blocks: [{ kind: 'text', text: String(ballast.length) }] }),
      acts: { more: pageAct({ takes: z.object({}), run: () => ok(String(ballast.length)) }) },
    }),
  ],
  cards: [webCard({ name: 'much', title: 'greedy.title', show: () => ({ value: ballast.length }) })],
  texts: defineTexts({
    en: { 'greedy.about': 'Much.', 'greedy.title': 'Much', 'greedy ask.about': 'Much', 'greedy ask.arg.what': 'What' },
    fr: { 'greedy.about': 'Beaucoup.', 'greedy.title': 'Beaucoup', 'greedy ask.about': 'Beaucoup', 'greedy ask.arg.what': 'Quoi' },
  }),
  needs: ['clock', 'settings', 'alerts'],
  handover: () => ({ kept: 1 }),
  start({ clock, settings, alerts }, { life, metrics }) {
    metrics.watch('greedy_ballast', 'Ballast', () => ballast.length);
    const again = () => clock.after(3_600_000, again);
    again();
    settings.follow(() => void ballast.length);
    alerts.follow(() => void ballast.length);
    life.own(() => {});
  },
});
`;
writeFileSync(join(data, 'extensions', 'greedy.ts'), greedy);

let timers = 0;
const clock: Clock = {
  ...systemClock,
  after(delayMs, run) {
    timers += 1;
    let open = true;
    const over = (): void => {
      if (open) timers -= 1;
      open = false;
    };
    const cancel = systemClock.after(delayMs, () => {
      over();
      run();
    });
    return () => {
      over();
      cancel();
    };
  },
};

const life = lifetime('leaks');
const config = {
  ...configShape.parse({
    data,
    sandbox: false,
    dashboard: { port: 0 },
    backups: { schedule: false },
    extensions: { trusted: ['*'] },
  }),
  connections: [],
};
const core = await openCore({
  ...{ config, clock, random: systemRandom, log: silentLog, life },
  product: { name: 'Castellan', version: '1.0.0', startedAtMs: Date.now() },
});
const { registries, hosting } = core;
const { extensions } = hosting.ports;

async function counts() {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    gc();
  }
  const resources = process.getActiveResourcesInfo();
  return {
    heapBytes: process.memoryUsage().heapUsed,
    commands: registries.catalogue.all().length,
    settings: registries.ports.settings.declared().size,
    listeners: registries.hooks.list().length,
    metrics: (await registries.metrics.scrape())
      .split('\n')
      .filter((line) => line.startsWith('# TYPE')).length,
    jobs: (await registries.ports.jobs.list()).length,
    timers,
    resources: resources.length,
    routes: hosting.web.route('greedy', 'GET', '/much') === undefined ? 0 : 1,
    pages: hosting.web.pages().length,
    cards: (await hosting.web.cards()).length,
  };
}

/** Everything that it has on the web in use: what a reload finds there must not hold the old version. */
async function inUse(): Promise<void> {
  const route = hosting.web.route('greedy', 'GET', '/much');
  const asked = { query: {}, headers: {}, body: undefined, text: '', signedIn: false };
  if (route && 'answer' in route) await route.answer(asked);
  const page = await hosting.web.page('greedy', 'much');
  if (page.ok) await hosting.web.act(page.value, 'more', {});
  await hosting.web.cards();
}

async function reloadAll(names: readonly string[], times: number): Promise<void> {
  for (let round = 0; round < times; round += 1)
    for (const name of names) {
      const done = await extensions.reload(name);
      if (name === 'greedy') await inUse();
      if (!done.ok) throw new Error(`${name}: ${JSON.stringify(done.error)}`);
    }
}

const builtIn = extensions
  .list()
  .flatMap(({ name, origin }) => (origin === 'built-in' ? [name] : []));
await reloadAll([...builtIn, 'greedy'], 5);
const before = await counts();
await reloadAll(builtIn, rounds);
const afterBuiltIn = await counts();
await reloadAll(['greedy'], rounds);
const afterExtension = await counts();
await extensions.unload('greedy');
const afterUnload = await counts();
process.stdout.write(
  `${JSON.stringify({ builtIn: builtIn.length, before, afterBuiltIn, afterExtension, afterUnload })}\n`,
);
await life.end();
rmSync(data, { recursive: true, force: true });
