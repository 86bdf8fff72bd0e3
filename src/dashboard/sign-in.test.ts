import { describe, expect, test } from 'vitest';
import { dashboardDoor, home, signIn } from '../../test/support/dashboard-door.ts';

const host = '127.0.0.1:7070';
const day = 24 * 3_600_000;

describe('the owner token', () => {
  test('is made once, and what is kept of it is not the token', async () => {
    const { owner, ownerToken, store } = await dashboardDoor();
    expect(Buffer.from(ownerToken, 'base64url')).toHaveLength(32);
    expect(await owner.ensureToken()).toBeUndefined();
    const kept = await store.secret('owner-token');
    expect(kept?.hash).toMatch(/^scrypt\$15\$8\$1\$/);
    expect(kept?.hash).not.toContain(ownerToken);
  });

  test('is made once even when two processes start together', async () => {
    const { owner, store } = await dashboardDoor();
    expect(await store.claimSecret('owner-token', { hash: 'other', setAtMs: 1 })).toBe(false);
    expect((await store.secret('owner-token'))?.hash).not.toBe('other');
    expect(await owner.accepts('other')).toBe(false);
  });

  test('never stands in an answer or in the log', async () => {
    const door = await dashboardDoor();
    const { app, ownerToken, log } = door;
    const right = await app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host, origin: home },
      payload: { secret: ownerToken },
    });
    const wrong = await app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host, origin: home },
      payload: { secret: `${ownerToken}x` },
    });
    const malformed = await app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host, origin: home },
      payload: { secret: [ownerToken] },
    });
    expect([right.statusCode, wrong.statusCode, malformed.statusCode]).toEqual([200, 401, 400]);
    const everything = [right, wrong, malformed]
      .map((answer) => answer.body + JSON.stringify(answer.headers))
      .join();
    expect(everything + JSON.stringify(log.lines)).not.toContain(ownerToken);
    expect(log.lines.map((line) => line.level)).toContain('warn');
  });

  test('opens nothing when it stands in the address', async () => {
    const { app, ownerToken } = await dashboardDoor();
    const answer = await app.inject({
      url: `/api/traces?token=${ownerToken}&secret=${ownerToken}`,
      headers: { host },
    });
    expect(answer.statusCode).toBe(401);
  });

  test('is refused after a new one was made, and every session ended', async () => {
    const door = await dashboardDoor();
    const { reading } = await signIn(door);
    const renewed = await door.owner.renewToken();
    expect((await door.app.inject({ url: '/api/traces', headers: reading })).statusCode).toBe(401);
    expect(await door.owner.accepts(door.ownerToken)).toBe(false);
    expect(await door.owner.accepts(renewed)).toBe(true);
  });
});

describe('signing in', () => {
  test('sets a cookie that no script and no other site can use', async () => {
    const { app, ownerToken } = await dashboardDoor();
    const answer = await app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host, origin: home },
      payload: { secret: ownerToken },
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(
      /^castellan-7070=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  test('sets a Secure cookie when a trusted proxy says https, and believes no other', async () => {
    const secret = async (trustedProxies?: string[]) => {
      const { app, ownerToken } = await dashboardDoor({
        origins: ['https://castle.example'],
        ...(trustedProxies && { trustedProxies }),
      });
      const answer = await app.inject({
        method: 'POST',
        url: '/api/login',
        headers: { host, origin: 'https://castle.example', 'x-forwarded-proto': 'https' },
        payload: { secret: ownerToken },
      });
      expect(answer.statusCode).toBe(200);
      return String(answer.headers['set-cookie']).includes('Secure');
    };
    expect(await secret(['127.0.0.1'])).toBe(true);
    expect(await secret()).toBe(false);
  });

  test('begins a new session and ends the one that was there', async () => {
    const door = await dashboardDoor();
    const first = await signIn(door);
    const again = await door.app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { ...first.reading, origin: home },
      payload: { secret: door.ownerToken },
    });
    const cookie = String(again.headers['set-cookie']).split(';')[0];
    expect(cookie).not.toBe(first.cookie);
    const old = await door.app.inject({ url: '/api/traces', headers: first.reading });
    expect(old.statusCode).toBe(401);
  });

  test('is limited for one address, with the time to wait, and not for another', async () => {
    const { app } = await dashboardDoor(
      { trustedProxies: ['127.0.0.1'] },
      { limits: { signInPerMinute: 3 } },
    );
    const attempt = (address: string) =>
      app.inject({
        method: 'POST',
        url: '/api/login',
        headers: { host, origin: home, 'x-forwarded-for': address },
        payload: { secret: 'guess' },
      });
    for (let count = 0; count < 3; count += 1) {
      expect((await attempt('203.0.113.9')).statusCode).toBe(401);
    }
    const fourth = await attempt('203.0.113.9');
    expect(fourth.statusCode).toBe(429);
    expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(0);
    expect(fourth.json()).toMatchObject({
      error: { code: 'too-many', todo: expect.stringMatching(/^Wait \d+ s/) as string },
    });
    expect((await attempt('203.0.113.10')).statusCode).toBe(401);
  });

  test('does not let a crowd of addresses pile up work', async () => {
    const { app, ownerToken } = await dashboardDoor({ trustedProxies: ['127.0.0.1'] });
    const attempt = (at: number, secret: string) =>
      app.inject({
        method: 'POST',
        url: '/api/login',
        headers: { host, origin: home, 'x-forwarded-for': `203.0.113.${at}` },
        payload: { secret },
      });
    const crowd = await Promise.all(Array.from({ length: 30 }, (_, at) => attempt(at, 'guess')));
    const codes = crowd.map((answer) => answer.statusCode);
    expect(codes.filter((code) => code === 401)).toHaveLength(16);
    expect(codes.filter((code) => code === 429)).toHaveLength(14);
    expect((await attempt(99, ownerToken)).statusCode).toBe(200);
  });

  test('does not let a browser choose its address by a header', async () => {
    const { app } = await dashboardDoor({}, { limits: { signInPerMinute: 2 } });
    const codes: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/login',
        headers: { host, origin: home, 'x-forwarded-for': `203.0.113.${count}` },
        payload: { secret: 'guess' },
      });
      codes.push(answer.statusCode);
    }
    expect(codes).toEqual([401, 401, 429, 429]);
  });
});

describe('a session', () => {
  test('ends when it is not used for its idle time, and lasts while it is used', async () => {
    const door = await dashboardDoor();
    const { reading } = await signIn(door);
    const use = async () =>
      (await door.app.inject({ url: '/api/traces', headers: reading })).statusCode;
    await door.clock.advance(6 * day);
    expect(await use()).toBe(200);
    await door.clock.advance(6 * day);
    expect(await use()).toBe(200);
    await door.clock.advance(7 * day);
    expect(await use()).toBe(401);
  });

  // Every hour of five weeks something is tidied: on a busy machine that takes its time.
  test('ends after its longest time however much it is used', { timeout: 90_000 }, async () => {
    const door = await dashboardDoor();
    const { reading } = await signIn(door);
    const codes: number[] = [];
    for (let used = 0; used < 6; used += 1) {
      await door.clock.advance(6 * day);
      codes.push((await door.app.inject({ url: '/api/traces', headers: reading })).statusCode);
    }
    expect(codes).toEqual([200, 200, 200, 200, 401, 401]);
  });

  test('ends at logout, for that browser only', async () => {
    const door = await dashboardDoor();
    const [one, two] = [await signIn(door), await signIn(door)];
    const out = await door.app.inject({
      method: 'POST',
      url: '/api/logout',
      headers: one.writing,
    });
    expect(out.statusCode).toBe(200);
    expect(String(out.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
    const after = async ({ reading }: typeof one) =>
      (await door.app.inject({ url: '/api/traces', headers: reading })).statusCode;
    expect([await after(one), await after(two)]).toEqual([401, 200]);
  });

  test('is listed without anything that opens it, and can be ended from another browser', async () => {
    const door = await dashboardDoor();
    const [one, two] = [await signIn(door), await signIn(door)];
    const list = await door.app.inject({ url: '/api/sessions', headers: one.reading });
    const entries = list.json<{ id: string; current: boolean }[]>();
    expect(entries.map((entry) => entry.current).sort()).toEqual([false, true]);
    expect(list.body).not.toContain(one.cookie.split('=')[1]);
    expect(list.body).not.toContain('hash');
    const other = entries.find((entry) => !entry.current)?.id ?? '';
    const end = (id: string) =>
      door.app.inject({ method: 'DELETE', url: `/api/sessions/${id}`, headers: one.writing });
    expect((await end(other)).statusCode).toBe(200);
    expect((await end(other)).statusCode).toBe(404);
    const revoked = await door.app.inject({ url: '/api/traces', headers: two.reading });
    expect(revoked.statusCode).toBe(401);
  });

  test('is forgotten in the store some time after it expired', async () => {
    const door = await dashboardDoor({ session: { idleMs: 60_000 } });
    await signIn(door);
    expect(await door.store.sessions()).toHaveLength(1);
    await door.clock.advance(2 * 3_600_000);
    expect(await door.store.sessions()).toHaveLength(0);
  });

  test('says who I am, and says it without a session too', async () => {
    const door = await dashboardDoor();
    const anonymous = await door.app.inject({ url: '/api/session', headers: { host } });
    expect(anonymous.json()).toEqual({ signedIn: false });
    const { reading, csrf } = await signIn(door);
    const mine = await door.app.inject({ url: '/api/session', headers: reading });
    expect(mine.json()).toMatchObject({ signedIn: true, csrf, hasPassword: false });
  });
});

describe('a password', () => {
  test('signs in beside the token, and setting it ends all other sessions', async () => {
    const door = await dashboardDoor();
    const [one, two] = [await signIn(door), await signIn(door)];
    const set = await door.app.inject({
      method: 'POST',
      url: '/api/password',
      headers: one.writing,
      payload: { password: 'correct horse battery' },
    });
    expect(set.statusCode).toBe(200);
    const after = async ({ reading }: typeof one) =>
      (await door.app.inject({ url: '/api/traces', headers: reading })).statusCode;
    expect([await after(one), await after(two)]).toEqual([200, 401]);
    await signIn(door, 'correct horse battery');
    await signIn(door);
    expect(JSON.stringify(door.log.lines)).not.toContain('correct horse');
  });

  test('must have twelve characters', async () => {
    const door = await dashboardDoor();
    const { writing } = await signIn(door);
    const set = await door.app.inject({
      method: 'POST',
      url: '/api/password',
      headers: writing,
      payload: { password: 'short' },
    });
    expect(set.statusCode).toBe(400);
    expect(await door.owner.hasPassword()).toBe(false);
  });
});
