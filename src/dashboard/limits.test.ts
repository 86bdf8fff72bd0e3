import { describe, expect, test } from 'vitest';
import { dashboardDoor, signIn, type Door } from '../../test/support/dashboard-door.ts';

const host = '127.0.0.1:7070';
const behindProxy = { trustedProxies: ['127.0.0.1'] };

/** The statuses of so many requests, one after the other. */
async function codesOf(
  { app }: Pick<Door, 'app'>,
  count: number,
  request: { url?: string; headers?: Record<string, string> } = {},
): Promise<number[]> {
  const codes: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const { url = '/api/session', headers = {} } = request;
    codes.push((await app.inject({ url, headers: { host, ...headers } })).statusCode);
  }
  return codes;
}

const refusedIn = (codes: readonly number[]): number => codes.filter((code) => code === 429).length;
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('requests without a session', () => {
  test('may be sixty in a minute from one address; the next is told when to come again, and then comes in', async () => {
    const door = await dashboardDoor();
    expect(refusedIn(await codesOf(door, 60))).toBe(0);
    const next = await door.app.inject({ url: '/api/session', headers: { host } });

    expect(next.statusCode).toBe(429);
    expect(next.headers['retry-after']).toBe('1');
    expect(next.json()).toEqual({
      error: {
        ...{ code: 'too-many', message: 'Too many requests in a short time.' },
        ...{ todo: 'Wait 1 s, then try again.', retryAfterMs: 1000 },
      },
    });
    await door.clock.advance(999);
    expect(await codesOf(door, 1)).toEqual([429]);
    await door.clock.advance(1);
    expect(await codesOf(door, 2)).toEqual([200, 429]);
  });

  test('are each address’s own, an IPv6 /64 counting as one', async () => {
    const door = await dashboardDoor(behindProxy);
    await codesOf(door, 60, from('2001:db8:1:2::9'));

    expect(await codesOf(door, 1, from('2001:db8:1:2:ffff::1'))).toEqual([429]);
    expect(await codesOf(door, 1, from('2001:db8:1:3::9'))).toEqual([200]);
    expect(await codesOf(door, 1, from('::ffff:203.0.113.9'))).toEqual([200]);
    expect(await codesOf(door, 1, from('203.0.113.10'))).toEqual([200]);
  });

  test('cannot choose their address by a header, but where a proxy is trusted', async () => {
    const door = await dashboardDoor();
    const codes: number[] = [];
    for (let one = 0; one < 61; one += 1) {
      codes.push(...(await codesOf(door, 1, from(`203.0.113.${one}`))));
    }

    expect(codes.at(-1)).toBe(429);
  });

  test('cannot buy more with forged cookies', async () => {
    const door = await dashboardDoor();
    const codes: number[] = [];
    for (let one = 0; one < 61; one += 1) {
      codes.push(
        ...(await codesOf(door, 1, { headers: { cookie: `castellan-7070=forged${one}` } })),
      );
    }

    expect(codes.at(-1)).toBe(429);
  });

  test('are counted however the address is written, and where there is nothing at it', async () => {
    const door = await dashboardDoor();
    await codesOf(door, 30, { url: '/api/%73ession' });
    await codesOf(door, 30, { url: '/api/nowhere' });

    expect(await codesOf(door, 1)).toEqual([429]);
  });

  test('of a hundred thousand addresses keep the tables inside their bound', async () => {
    const door = await dashboardDoor();
    for (let one = 0; one < 100_000; one += 1) {
      door.guard.web.waitMs({ door: 'api', address: `10.${one >> 16}.${one >> 8}.${one}` }, one);
    }
    const sizes = door.guard.sizes().filter(({ table }) => table.startsWith('web-'));

    expect(sizes.every(({ size, capacity }) => size <= capacity)).toBe(true);
    expect(sizes[0]?.evictions).toBeGreaterThan(0);
  });
});

describe('a signed-in browser', () => {
  test('has its own allowance: three hundred at once, whoever else is at its address', async () => {
    const door = await dashboardDoor();
    const { reading } = await signIn(door);
    await codesOf(door, 1, { headers: reading });
    await codesOf(door, 100);
    expect(await codesOf(door, 1)).toEqual([429]);

    const codes = await codesOf(door, 301, { url: '/api/traces', headers: reading });
    expect(refusedIn(codes)).toBe(1);
    expect(codes.at(-1)).toBe(429);
  });

  test('does not use up another’s allowance', async () => {
    const door = await dashboardDoor();
    const [first, second] = [await signIn(door), await signIn(door)];
    await codesOf(door, 302, { headers: first.reading });

    expect(await codesOf(door, 1, { headers: second.reading })).toEqual([200]);
  });

  test('loads the page, its files and the live stream from other pockets', async () => {
    const door = await dashboardDoor();
    const { reading } = await signIn(door);
    for (const url of ['/', '/live', '/assets/app.js', '/healthz', '/readyz', '/metrics']) {
      expect(refusedIn(await codesOf(door, 70, { url, headers: reading }))).toBe(0);
    }
    const streams = await codesOf(door, 400, { url: '/api/live', headers: { ...reading } });

    expect(refusedIn(streams)).toBeGreaterThan(0);
    expect(await codesOf(door, 1, { headers: reading })).toEqual([200]);
  });
});

test('tries to sign in and other requests use nothing up of each other', async () => {
  const door = await dashboardDoor({}, { limits: { signInPerMinute: 1 } });
  await signIn(door);

  await expect(signIn(door)).rejects.toThrow('429');
  expect(await codesOf(door, 60)).not.toContain(429);
});

test('each request is counted among the guard’s decisions', async () => {
  const door = await dashboardDoor();
  await codesOf(door, 62);
  const counts = door.guard
    .tallies()
    .filter(({ platform, count }) => platform === 'web' && count > 0)
    .map(({ stage, verdict, count }) => `${stage} ${verdict} ${count}`);

  expect(counts).toEqual(['bucket allow 60', 'bucket refuse 2']);
});
