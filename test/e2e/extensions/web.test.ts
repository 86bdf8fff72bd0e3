import { describe, expect, onTestFinished, test } from 'vitest';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { errand, untilItSays } from '../../support/errand.ts';
import { extensionFolder } from '../../support/extension-folder.ts';

/** An extension with a part of every kind on the web. */
const board = ({
  version = '1.0.0',
  powers = '{ "publicRoutes": true }',
  needs = "'tables'",
} = {}) => `/* castellan
{ "version": "${version}", "powers": ${powers} }
*/
import {
  column, defineModule, defineTable, defineTexts, ok, pageAct, refuse, setting, webCard, webPage, webRoute, z,
} from 'castellan/sdk';
const points = defineTable({
  name: 'points',
  columns: { who: column.text({ person: 'remove' }), points: column.integer() },
  key: ['who'],
});
export const extension = defineModule({
  name: 'board',
  version: '${version}',
  tables: [points],
  settings: { 'board.title': setting.text({ default: 'Best', maxLength: 40, text: 'What stands above it.' }) },
  routes: [
    webRoute({
      path: '/points/:who', access: 'public', needs: ['tables'],
      async run({ params: { who } }, { tables }) {
        const row = await tables.of(points).find({ who });
        return row ? ok({ json: { ...row, version: '${version}' } }) : refuse('board.nobody', { who });
      },
    }),
    webRoute({
      method: 'POST', path: '/points', access: 'signed-in', needs: ['tables'],
      body: z.object({ who: z.string().min(1).max(20), points: z.number().int() }),
      async run({ body }, { tables }) {
        await tables.of(points).put(body);
        return ok({ status: 201 });
      },
    }),
    webRoute({ path: '/fails', access: 'signed-in', run: () => { throw new Error('oops'); } }),
  ],
  pages: [
    webPage({
      name: 'top', title: 'board.page', needs: [${needs}, 'settings'],
      async show({ tables, settings }: any, say) {
        const rows = await tables.of(points).list({ order: ['-points'], limit: 10 });
        return {
          about: say('board.about', { title: settings.readText('board.title', {}) }),
          blocks: [
            { kind: 'table', columns: [{ name: 'who', label: say('board.who') }, { name: 'points', label: 'Points', numbers: true }],
              rows: rows.map((row: any) => ({ cells: { ...row } })) },
          ],
        };
      },
      acts: {
        clear: pageAct({
          takes: z.object({ who: z.string() }), needs: ['tables'],
          async run({ values: { who }, say }, { tables }) {
            if ((await tables.of(points).remove({ who })) === 0) return refuse('board.nobody', { who });
            return ok(say('board.cleared', { who }));
          },
        }),
      },
    }),
  ],
  cards: [
    webCard({
      name: 'count', title: 'board.count', refreshSeconds: 1, needs: ['tables'],
      async show({ tables }, say) { return { value: await tables.of(points).count({}), note: say('board.who'), page: 'top' }; },
    }),
  ],
  texts: defineTexts({
    en: {
      'board.page': 'Points', 'board.about': '{title} of all.', 'board.who': 'Who', 'board.count': 'People',
      'board.cleared': '{who} is gone.', 'board.nobody': 'Nobody is called {who}.',
    },
    fr: {
      'board.page': 'Points', 'board.about': '{title} de tous.', 'board.who': 'Qui', 'board.count': 'Gens',
      'board.cleared': '{who} est parti.', 'board.nobody': 'Personne ne s’appelle {who}.',
    },
  }),
});
`;

async function world(trusted: boolean) {
  const ext = extensionFolder();
  if (trusted) ext.trust('board');
  const running: TestWorld = await sandbox({ data: ext.data });
  onTestFinished(() => running.stop());
  const { url, ownerToken: secret } = running.dashboard;
  const login = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ secret }),
  });
  const { csrf } = (await login.json()) as { csrf: string };
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const mine = { cookie, origin: url, 'x-castellan-token': csrf };
  const ask = async (path: string, body?: object, headers: Record<string, string> = mine) => {
    const answer = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return {
    ...{ ...ext, running, ask },
    stranger: (path: string, body?: object) => ask(path, body, {}),
    says: async (line: string) => (await errand(ext.data, line)).text,
    until: (line: string, wanted: RegExp) => untilItSays(ext.data, line, wanted, 40_000),
  };
}

describe.each([
  ['a guest', false],
  ['an extension that is trusted', true],
])('%s', (_who, trusted) => {
  test(
    'has routes, a page and a card, which go and come with it',
    { timeout: 90_000 },
    async () => {
      const { write, ask, stranger, says, until } = await world(trusted);
      write('board.ts', board());
      await until('extensions', /board/);
      if (!trusted) {
        expect(await says('extensions info board')).toMatch(/answers anybody who asks/);
        await says('extensions allow board');
      }
      await until('extensions info board', /1\.0\.0.*Runs for/s);

      expect((await stranger('/x/board/points', { who: 'ann', points: 3 })).status).toBe(401);
      expect((await ask('/x/board/points', { who: 'ann', points: 3 })).status).toBe(201);
      expect((await ask('/x/board/points', { who: '', points: 0.5 })).status).toBe(400);
      expect(await stranger('/x/board/points/ann')).toEqual({
        ...{ status: 200, body: { who: 'ann', points: 3, version: '1.0.0' } },
      });
      expect(await stranger('/x/board/points/eve')).toMatchObject({
        ...{ status: 409, body: { error: { message: 'Nobody is called eve.' } } },
      });
      expect((await ask('/x/board/fails')).status).toBe(500);

      expect((await ask('/api/module-pages')).body).toEqual([
        { module: 'board', name: 'top', title: 'Points' },
      ]);
      await says('settings set board.title "Very best" instance');
      expect((await ask('/api/module-pages/board/top')).body).toMatchObject({
        about: 'Very best of all.',
        blocks: [{ columns: [{ label: 'Who' }, {}], rows: [{ cells: { who: 'ann', points: 3 } }] }],
      });
      expect((await ask('/api/module-cards')).body).toMatchObject([
        { title: 'People', value: 1, note: 'Who', page: 'top' },
      ]);
      const clear = (who: string) => ask('/api/module-pages/board/top/clear', { values: { who } });
      expect(await clear('ann')).toEqual({ status: 200, body: { said: 'ann is gone.' } });
      expect((await clear('ann')).status).toBe(409);

      await ask('/x/board/points', { who: 'bob', points: 1 });
      write('board.ts', board({ version: '2.0.0' }));
      await until('extensions info board', /2\.0\.0/);
      expect((await stranger('/x/board/points/bob')).body).toMatchObject({ version: '2.0.0' });
      await says('unload board');
      expect((await stranger('/x/board/points/bob')).status).toBe(404);
      expect((await ask('/api/module-pages')).body).toEqual([]);
      expect((await ask('/api/module-cards')).body).toEqual([]);
      expect((await ask('/api/module-pages/board/top')).status).toBe(404);
    },
  );
});

test(
  'what a guest cannot have on the web is refused when it is loaded, with what to do',
  { timeout: 60_000 },
  async () => {
    const { write, until } = await world(false);
    write('board.ts', board({ powers: '{}' }));
    await until('extensions info board', /its \/points\/:who[\s\S]*"publicRoutes": true/);
    write('board.ts', board({ powers: '{}', needs: "'backups', 'tables'" }));
    await until('extensions info board', /needs "backups": only trusted extensions can/);
  },
);
