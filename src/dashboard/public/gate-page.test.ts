import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { dashboardDoor, home } from '../../../test/support/dashboard-door.ts';
import { gateCode, nonceFor } from '../../../test/support/sample-gate.ts';
import { isProof } from '../../moderation/gate/proof.ts';
import { gateScript } from './gate-page.ts';

const host = '127.0.0.1:7070';
type Fields = Readonly<Record<string, string>>;

async function stranger() {
  const { app } = await dashboardDoor();
  let cookie = '';
  const send = async (method: 'GET' | 'POST', url: string, fields?: Fields) => {
    const answer = await app.inject({
      ...{ method, url },
      headers: {
        ...{ host, ...(cookie !== '' && { cookie }), ...(method === 'POST' && { origin: home }) },
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) cookie = String(set).split(';')[0] ?? '';
    return answer;
  };
  return {
    get: (url: string) => send('GET', url),
    post: (url: string, fields: Fields) => send('POST', url, fields),
  };
}

describe('the page of the gate', () => {
  test('opens by a link, asks, counts wrong answers, takes no answer without work, and lets in', async () => {
    const { get, post } = await stranger();
    expect((await get('/gate')).body).toContain('The code of your link');
    expect((await post('/gate/open', { code: 'guess' })).statusCode).toBe(422);
    expect((await post('/gate/open', { code: gateCode })).headers.location).toBe('/gate');
    expect((await get('/gate')).body).toMatch(/Come into Castle.*How much is 3 \+ 4\?/s);
    const idle = await post('/gate/answer', { answer: '7', nonce: '' });
    expect([idle.statusCode, idle.body]).toEqual([
      422,
      expect.stringContaining('The work of your browser did not fit'),
    ]);
    const wrong = await post('/gate/answer', { answer: '8', nonce: nonceFor() });
    expect(wrong.body).toMatch(/That was not it.*2 tries are left/s);
    const right = await post('/gate/answer', { answer: '7', nonce: nonceFor() });
    expect([right.statusCode, right.headers.location]).toEqual([303, '/gate']);
    expect((await get('/gate')).body).toContain('You are in');
  });

  test('the work that its script does is the work that is asked for', async () => {
    const nonce = { value: '' };
    const found = Promise.withResolvers<undefined>();
    const work = { dataset: { ready: 'Ready.' }, textContent: '' };
    const form = {
      dataset: {
        salt: 'a salt with 64 characters or more, so that it takes two blocks é.',
        bits: '12',
      },
      addEventListener: () => undefined,
    };
    const elements: Readonly<Record<string, unknown>> = { gate: form, nonce, work };
    runInNewContext(gateScript, {
      ...{ TextEncoder, performance },
      setTimeout: (run: () => void) =>
        setImmediate(() => (nonce.value === '' ? run() : found.resolve(undefined))),
      document: { getElementById: (id: string) => elements[id] },
    });
    await expect.poll(() => nonce.value, { timeout: 20_000 }).not.toBe('');
    expect(isProof(form.dataset.salt, nonce.value, 12)).toBe(true);
    expect(work.textContent).toBe('Ready.');
  });
});
