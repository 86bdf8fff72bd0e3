import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { webPost } from './post.ts';

/** A real server on this machine. */
async function server(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const heard: { path: string; type: string | undefined; body: string }[] = [];
  const listening = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', type: request.headers['content-type'], body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    listening.closeAllConnections();
    listening.close();
  });
  return { heard, port: (listening.address() as AddressInfo).port };
}

const answering = (status: number, headers: Record<string, string> = {}) =>
  server((_request, response) => response.writeHead(status, headers).end('so be it'));
const open = webPost({ allowPrivate: true, timeoutMs: 400 });
const { signal } = new AbortController();

test('JSON arrives as it was sent', async () => {
  const { heard, port } = await answering(204);
  const delivery = await open(`http://127.0.0.1:${port}/hook?wait=1`, '{"content":"é"}', signal);

  expect(delivery).toEqual({ kind: 'done' });
  expect(heard).toEqual([
    { path: '/hook?wait=1', type: 'application/json', body: '{"content":"é"}' },
  ]);
});

test.each([
  [200, 'done', {}, undefined],
  [302, 'never', { location: 'http://127.0.0.1:1/' }, undefined],
  [404, 'never', {}, undefined],
  [429, 'again', { 'retry-after': '7' }, 7000],
  [500, 'again', {}, undefined],
] as const)('the answer %s means: %s', async (status, kind, headers, afterMs) => {
  const { port } = await answering(status, headers);
  const delivery = await open(`http://localhost:${port}/`, '{}', signal);

  expect(delivery).toMatchObject({ kind, ...(afterMs !== undefined && { afterMs }) });
});

test('a server that never answers, one that is not there, and one that talks without end are let go', async () => {
  const silent = await server(() => {});
  expect(await open(`http://127.0.0.1:${silent.port}/`, '{}', signal)).toEqual({
    ...{ kind: 'again', why: 'It did not answer in time' },
  });
  expect(await open('http://127.0.0.1:1/', '{}', signal)).toMatchObject({ kind: 'again' });
  const talking = await server((_request, response) => {
    response.writeHead(200);
    const talk = setInterval(() => response.write('x'.repeat(16_384)), 2);
    response.on('close', () => clearInterval(talk));
  });
  expect(await open(`http://127.0.0.1:${talking.port}/`, '{}', signal)).toEqual({ kind: 'done' });
});

test.each([
  'http://127.0.0.1:PORT/',
  'http://[::1]:PORT/',
  'http://localhost:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'http://169.254.169.254/latest',
])('%s leads inside, and is refused unless that is allowed', async (address) => {
  const { heard, port } = await answering(200);
  const closed = webPost({ allowPrivate: false, timeoutMs: 2000 });
  const delivery = await closed(address.replace('PORT', String(port)), '{}', signal);

  expect(delivery).toMatchObject({
    kind: 'never',
    why: expect.stringMatching(/private/) as string,
  });
  expect(heard).toEqual([]);
});

test.each(['', 'x', 'ftp://example.org/', 'file:///etc/passwd'])(
  '%j is no address',
  async (text) => {
    expect(await open(text, '{}', signal)).toMatchObject({ kind: 'never' });
  },
);
