import { expect, test } from 'vitest';
import { dashboardDoor } from '../../../test/support/dashboard-door.ts';

const host = '127.0.0.1:7070';

test('anybody reads what is published, without a session, as text and in his language', async () => {
  const { app } = await dashboardDoor();
  const get = (url: string, language = 'en') =>
    app.inject({ url, headers: { host, 'accept-language': language } });
  const list = await get('/news/discord%3A1');
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain('<h1>Announcements of Castle</h1>');
  expect(list.body).toContain('Summer &lt;b&gt;party&lt;/b&gt;');
  expect(list.body).not.toMatch(/<b>party|<script>alert/);
  expect(list.headers['content-security-policy']).toMatch(/default-src 'none'/);
  expect(list.headers['set-cookie']).toBeUndefined();
  expect((await get('/news/discord%3A1', 'fr')).body).toContain('Annonces de Castle');
  const one = await get('/news/discord%3A1/summer-party');
  expect(one.body).toContain('<h1>Summer &lt;b&gt;party&lt;/b&gt;</h1>');
  expect(one.body).toContain('<time datetime="1970-01-02">');
});

test('the feed is RSS with whole addresses; what is not there is one and the same 404', async () => {
  const { app } = await dashboardDoor();
  const get = (url: string) => app.inject({ url, headers: { host } });
  const feed = await get('/news/discord%3A1/feed.xml');
  expect(feed.headers['content-type']).toMatch(/application\/rss\+xml/);
  expect(feed.body).toMatch(/<rss version="2.0"/);
  expect(feed.body).toContain('<link>http://127.0.0.1:7070/news/discord%3A1/summer-party</link>');
  expect(feed.body).not.toContain('<script>alert(1)</script></description>');
  const missing = [
    ...['/news/discord%3A2', '/news/discord%3A1/no-such', '/news/nonsense/feed.xml'],
    ...[`/news/${'x'.repeat(300)}`, `/news/discord%3A1/${'x'.repeat(300)}`],
  ];
  const answers = await Promise.all(missing.map(get));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(missing.map(() => 404));
  expect(new Set(answers.map(({ body }) => body.replaceAll(/nonce="[^"]*"/g, ''))).size).toBe(1);
});
