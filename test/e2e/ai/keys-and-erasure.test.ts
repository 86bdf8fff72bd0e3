import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { openDatabase, structureOf } from '../../../src/storage/index.ts';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { type Provider, aiProvider, knowing } from '../../support/ai-provider.ts';
import { folderWith } from '../../support/cli.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const key = 'sk-a-key-of-somebody-0123456789';
const castle = 'irc:sandbox-irc:#castle';
const random = 'irc:sandbox-irc:#random';
const owners = ['irc:sandbox-irc:account:root'];

async function worldIn(data: string): Promise<TestWorld> {
  const it = await sandbox({ owners, data });
  stops.push(() => it.stop().catch(() => undefined));
  return it;
}

async function provider(): Promise<Provider> {
  const served = await aiProvider(knowing('idiot', { action: 'BAN' }));
  stops.push(() => served.stop());
  return served;
}

/** Changes settings on the page, where alone secrets can be set. */
async function onPage({ dashboard }: TestWorld, secret: string) {
  const { url } = dashboard;
  const head = { origin: url, 'content-type': 'application/json' };
  const login = await fetch(`${url}/api/login`, {
    ...{ method: 'POST', headers: head, body: JSON.stringify({ secret }) },
  });
  const { csrf } = (await login.json()) as { csrf: string };
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { ...head, cookie, 'x-castellan-token': csrf };
  return {
    async set(scope: string, values: Readonly<Record<string, string>>) {
      const changes = Object.entries(values).map(([name, value]) => ({ name, value }));
      const body = JSON.stringify({ scope, changes });
      const done = await fetch(`${url}/api/settings/change`, { method: 'POST', headers, body });
      expect(await done.json()).toMatchObject({});
      expect(done.status).toBe(200);
    },
    async read(path: string): Promise<string> {
      const answer = await fetch(`${url}${path}`, { headers });
      return answer.text();
    },
  };
}

async function everythingIn(data: string): Promise<string> {
  const database = await openDatabase(join(data, 'castellan.db'));
  try {
    const all = [];
    for (const { name } of await structureOf(database))
      all.push((await sql`select * from ${sql.table(name)}`.execute(database.queries)).rows);
    return JSON.stringify(all);
  } finally {
    await database.close();
  }
}

test(
  'a key is sealed, shown nowhere, sent to its address alone, and of no use in another row',
  { timeout: 60_000 },
  async () => {
    const data = folderWith();
    const [it, served, elsewhere] = [await worldIn(data), await provider(), await provider()];
    const page = await onPage(it, it.dashboard.ownerToken ?? '');
    await page.set('instance', { 'ai.url': served.url, 'ai.model': 'small' });
    await page.set(`space:${castle}`, { 'ai.key': key });
    const ann = it.irc.person('ann');
    await ann.says('#castle', '!ai-mod test you idiot');
    await ann.hears('#castle', /a ban.*95 % sure/);
    expect(served.asked[0]?.key).toBe(key);
    await ann.says('#castle', '!ai-mod model');
    await ann.hears('#castle', /with a key/);
    await it.advance('10s');

    // Nobody else's key, and not the key of a narrower place.
    await ann.join('#random');
    it.irc.oper.samode('#random', '+o', 'ann');
    await ann.says('#random', '!ai-mod test what an idiot');
    await ann.hears('#random', /a ban/);
    expect(served.asked[1]?.key).toBe('');

    // An address that is named more narrowly than the key gets none.
    await page.set('instance', { 'ai.key': `${key}-of-the-owner` });
    await page.set(`space:${random}`, { 'ai.url': elsewhere.url });
    await it.advance('10s');
    await ann.says('#random', '!ai-mod model');
    await ann.hears('#random', /without a key/);

    const shown = await Promise.all(
      [
        '/api/ai',
        '/api/settings',
        '/api/settings/export',
        '/api/audit',
        '/api/settings/history',
      ].map((path) => page.read(path)),
    );
    expect(shown.join('\n')).not.toContain(key);
    expect(JSON.stringify(it.logLines)).not.toContain(key);
    await it.stop();
    expect(await everythingIn(data)).not.toContain(key);

    const database = await openDatabase(join(data, 'castellan.db'));
    await sql`update secrets set scope = ${`space:${random}`} where scope = ${`space:${castle}`}`.execute(
      database.queries,
    );
    await sql`update settings set scope = ${`space:${random}`} where name = 'ai.key' and scope = ${`space:${castle}`}`.execute(
      database.queries,
    );
    await sql`delete from settings where name = 'ai.url' and scope = ${`space:${random}`}`.execute(
      database.queries,
    );
    await database.close();
    const before = served.calls();
    const again = await worldIn(data);
    const eve = again.irc.person('eve');
    await eve.join('#random');
    again.irc.oper.samode('#random', '+o', 'eve');
    await eve.says('#random', '!ai-mod test is he an idiot?');
    await eve.hears('#random', /its key cannot be opened/);
    expect(served.calls()).toBe(before);
  },
);

test(
  'who is erased is gone from verdicts, decisions and what was spent; a restart keeps the rest and its budget',
  { timeout: 60_000 },
  async () => {
    const data = folderWith();
    const [it, served] = [await worldIn(data), await provider()];
    const page = await onPage(it, it.dashboard.ownerToken ?? '');
    await page.set('instance', {
      ...{ 'ai.url': served.url, 'ai.model': 'small', 'ai.tokensADay': '5000' },
    });
    const [ann, root] = [it.irc.person('ann'), it.irc.person('root')];
    const bob = it.irc.person('bobby', { account: 'bobby' });
    root.login('root');
    await bob.join('#castle');
    await ann.says('#castle', '!ai-mod on');
    await ann.hears('#castle', /a person decides/);
    await bob.says('#castle', 'you idiot of a zebra');
    await ann.says('#castle', 'hello everybody');
    await expect.poll(served.calls).toBe(1);
    await it.advance('10s');
    await ann.says('#castle', '!ai-mod dismiss v1');
    await ann.hears('#castle', /v1 is dismissed/);
    await expect.poll(() => everythingIn(data)).toMatch(/zebra.*"label":"fine"/s);

    await root.says('#castle', '!privacy erase irc:sandbox-irc:account:bobby');
    const asked = await root.isTold(/privacy erase \S+ ([a-z2-9]{6})/);
    const code = /privacy erase \S+ ([a-z2-9]{6})/.exec(asked.text)?.[1] ?? '';
    await it.advance('10s');
    await root.says('#castle', `!privacy erase irc:sandbox-irc:account:bobby ${code}`);
    await root.isTold(/forgot|erased|gone/i);
    const left = await everythingIn(data);
    expect(left).not.toContain('zebra');
    expect(left).toMatch(/"person":"","requests":1,"tokens":120/);

    await it.stop();
    const again = await worldIn(data);
    const second = again.irc.person('ann');
    await second.says('#castle', '!ai-mod budget');
    await second.hears('#castle', /Today: 1 question, 120 of 5000 tokens/);
  },
);
