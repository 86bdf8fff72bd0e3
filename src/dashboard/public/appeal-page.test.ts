import { describe, expect, test } from 'vitest';
import { dashboardDoor, home, signIn } from '../../../test/support/dashboard-door.ts';
import { goodCode } from '../../../test/support/sample-appeals.ts';
import type { AppealsPage, WholeAppealView } from '../appeals-wire.ts';

const host = '127.0.0.1:7070';
type Headers = Readonly<Record<string, string>>;

/** A browser without a session: it keeps the cookie of the page of appeals, and nothing else. */
async function stranger(options: Parameters<typeof dashboardDoor>[1] = {}) {
  const door = await dashboardDoor({}, options);
  let cookie = '';
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    fields?: Headers,
    more: Headers = {},
  ) => {
    const answer = await door.app.inject({
      ...{ method, url },
      headers: {
        ...{ host, ...(cookie !== '' && { cookie }), ...(method === 'POST' && { origin: home }) },
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...more,
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) cookie = String(set).split(';')[0] ?? '';
    return answer;
  };
  return {
    door,
    get: (url: string, more?: Headers) => send('GET', url, undefined, more),
    post: (url: string, fields: Headers = {}, more?: Headers) => send('POST', url, fields, more),
  };
}

describe('the page of who appeals', () => {
  test('opens by the code of a link, once, and shows that case and nothing of staff', async () => {
    const { get, post } = await stranger();
    expect((await get('/appeal')).body).toContain('The code of your link');
    const wrong = await post('/appeal/open', { code: 'guessed' });
    expect([wrong.statusCode, wrong.body]).toEqual([
      422,
      expect.stringContaining('This link is not valid'),
    ]);
    const opened = await post('/appeal/open', { code: goodCode });
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/appeal']);
    expect(String(opened.headers['set-cookie'])).toMatch(
      /castellan-appeal=.*Path=\/appeal;.*HttpOnly; SameSite=Lax/,
    );
    const shown = (await get('/appeal')).body;
    expect(shown).toContain('Case 1 in Castle');
    expect(shown).toContain('&lt;b&gt;spam&lt;/b&gt;');
    expect(shown).not.toContain('<b>spam');
    expect(shown).not.toMatch(/\bann\b/);
    // Another browser has nothing of it: the code is used up.
    const other = await stranger();
    expect((await other.get('/appeal')).body).not.toContain('Case 1');
  });

  test('takes an appeal, tells how it stands in the language of its reader, and lets it be withdrawn', async () => {
    const { get, post, door } = await stranger();
    await post('/appeal/open', { code: goodCode });
    const empty = await post('/appeal/send', { a0: '  ' });
    expect([empty.statusCode, empty.body]).toEqual([422, expect.stringContaining('Say why')]);
    const sent = await post('/appeal/send', { a0: 'my "brother" <i>did</i> it' });
    expect(sent.statusCode).toBe(303);
    const shown = (await get('/appeal')).body;
    expect(shown).toContain('It has waited');
    expect(shown).toContain('my &quot;brother&quot; &lt;i&gt;did&lt;/i&gt; it');
    const french = (await get('/appeal', { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' })).body;
    expect(french).toContain('<html lang="fr">');
    expect(french).toMatch(/Il attend quelqu’un de l’équipe depuis/);
    const owner = await signIn(door);
    await door.app.inject({
      ...{ method: 'POST', url: '/api/appeals/discord:1/1/decide', headers: owner.writing },
      payload: { verdict: 'denied', why: 'we saw you' },
    });
    expect((await get('/appeal')).body).toMatch(/Denied, after.*we saw you/s);
    await post('/appeal/withdraw');
    expect((await get('/appeal')).body).toContain('You withdrew it');
  });

  test('loads nothing from elsewhere, runs no script but its own, is kept nowhere, and takes no form of another site', async () => {
    const { get, post } = await stranger();
    const { headers, body } = await get('/appeal');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*script-src 'self' 'nonce-/,
    );
    expect(headers).toMatchObject({
      ...{ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' },
      'x-robots-tag': 'noindex',
    });
    expect(body).not.toMatch(/(src|href)=/);
    expect(body).not.toMatch(/ on[a-z]+=| style="/);
    const foreign = await post(
      '/appeal/open',
      { code: goodCode },
      { origin: 'https://evil.example' },
    );
    expect(foreign.statusCode).toBe(403);
  });

  test('is limited by address, and says so in words', async () => {
    const { get } = await stranger({ limits: { webBurst: 5, webPerMinute: 1 } });
    const answers = [];
    for (let turn = 0; turn < 8; turn += 1) answers.push(await get('/appeal'));
    const last = answers.at(-1);
    expect([last?.statusCode, last?.body]).toEqual([
      429,
      expect.stringMatching(/Wait .*Attendez/s),
    ]);
  });
});

describe('appeals for staff', () => {
  test('are listed by who waits, opened, taken up and decided; of another community there is none', async () => {
    const { post, door } = await stranger();
    await post('/appeal/open', { code: goodCode });
    await post('/appeal/send', { a0: 'not me' });
    const { reading, writing } = await signIn(door);
    const ask = (url: string) => door.app.inject({ url, headers: reading });
    const tell = (url: string, payload: object) =>
      door.app.inject({ method: 'POST', url, headers: writing, payload });
    expect((await ask('/api/appeals')).json<AppealsPage>()).toMatchObject({
      ...{
        communities: [
          { id: 'discord:1', name: 'Castle', waiting: 1 },
          { id: 'irc:libera:#castle', name: '#castle on libera', waiting: 0 },
          { id: 'discord:9001', name: 'Castle Town', waiting: 0 },
        ],
      },
      appeals: [{ number: 1, whoName: 'eve', state: 'pending' }],
    });
    expect((await ask('/api/appeals/discord:1/1')).json<WholeAppealView>()).toMatchObject({
      ...{ answers: [{ answer: 'not me' }], about: { number: 1, kind: 'ban' }, own: false },
    });
    for (const url of ['/api/appeals/discord:2/1', '/api/appeals/discord:1/2'])
      expect((await ask(url)).statusCode).toBe(404);
    for (const act of ['take', 'decide'])
      expect(
        (await tell(`/api/appeals/discord:2/1/${act}`, { verdict: 'approved', why: '' }))
          .statusCode,
      ).toBe(404);
    expect((await tell('/api/cases/discord:2/1/appeal-link', {})).statusCode).toBe(404);
    expect((await tell('/api/appeals/discord:1/1/take', {})).json()).toMatchObject({
      state: 'under-review',
    });
    expect(
      (await tell('/api/appeals/discord:1/1/decide', { verdict: 'maybe', why: '' })).statusCode,
    ).toBe(400);
    expect(
      (await tell('/api/appeals/discord:1/1/decide', { verdict: 'approved', why: '' })).json(),
    ).toMatchObject({ state: 'approved' });
  });
});
