import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { captchaOf } from './captcha.ts';

/** A server that plays the service: it knows one secret and one good response, and hears what it is asked. */
async function service() {
  const heard: URLSearchParams[] = [];
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = new URLSearchParams(body);
      heard.push(asked);
      if (asked.get('response') === 'broken') return answer.writeHead(500).end();
      if (asked.get('response') === 'elsewhere')
        return answer.writeHead(302, { location: 'https://evil.example' }).end();
      const success = asked.get('secret') === 'ours' && asked.get('response') === 'good';
      return answer.setHeader('content-type', 'application/json').end(JSON.stringify({ success }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { heard, url: `http://127.0.0.1:${port}/siteverify`, close: () => server.close() };
}

const captchaAt = (verify_url: string, secret = 'ours') => {
  const captcha = captchaOf({
    captcha: { kind: 'turnstile', site_key: 'site', secret, verify_url },
  });
  if (!captcha) throw new Error('There should be one');
  return captcha;
};

test('the service is asked with the secret, and its word counts', async () => {
  const { url, heard } = await service();
  const captcha = captchaAt(url);
  expect(await captcha.passes('good', '192.0.2.1')).toBe(true);
  expect(await captcha.passes('bad', '192.0.2.1')).toBe(false);
  expect(await captchaAt(url, 'stolen').passes('good', '192.0.2.1')).toBe(false);
  expect(Object.fromEntries(heard[0] ?? [])).toEqual({
    ...{ secret: 'ours', response: 'good', remoteip: '192.0.2.1', sitekey: 'site' },
  });
  expect(JSON.stringify(captcha.shown)).not.toContain('ours');
});

test('nothing is asked for nothing; a service that fails, redirects or is away lets nobody in', async () => {
  const { url, heard, close } = await service();
  const captcha = captchaAt(url);
  expect(await captcha.passes('', '192.0.2.1')).toBe(false);
  expect(heard).toEqual([]);
  for (const response of ['broken', 'elsewhere'])
    await expect(captcha.passes(response, '192.0.2.1')).rejects.toThrow(/cannot be asked/);
  close();
  await expect(captcha.passes('good', '192.0.2.1')).rejects.toThrow(/cannot be asked/);
  expect(captchaOf({ captcha: undefined })).toBeUndefined();
});
