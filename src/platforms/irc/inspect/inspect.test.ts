import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { testCertificates } from '../../../../test/support/certificates.ts';
import { testNetwork } from '../../../../test/support/irc-sandbox-harness.ts';
import { systemClock } from '../../../base/clock.ts';
import { silentLog } from '../../../base/log.ts';
import { seededRandom } from '../../../base/random.ts';
import { inspectIrc, ircConnection, type IrcConnectionInput } from '../index.ts';

const certificates = testCertificates();
afterAll(() => certificates.remove());

const ports = { clock: systemClock, random: seededRandom(5), log: silentLog };
const inspect = (input: Omit<IrcConnectionInput, 'id' | 'platform'>) =>
  inspectIrc(
    ircConnection.parse({ id: 'test', platform: 'irc', ...input }),
    ports,
    new AbortController().signal,
  );

test('tells what a server offers, that the nick is free and that the login works, and leaves', async () => {
  const network = await testNetwork();
  network.services.register('castellan', 'correct horse');

  const found = await inspect({
    server: `127.0.0.1:${network.port}`,
    tls: false,
    nick: 'castellan',
    sasl: { mechanism: 'scram-sha-256', account: 'castellan', password: 'correct horse' },
    channels: ['#castle'],
  });

  expect(found).toEqual({
    looks: [
      {
        server: `127.0.0.1:${network.port}`,
        secure: false,
        offersSasl: true,
        mechanisms: ['PLAIN', 'EXTERNAL', 'SCRAM-SHA-256'],
      },
    ],
    trial: { ok: true, nick: 'castellan' },
  });
  expect(network.clients).toEqual([]);
});

test('tells that the nick is taken and that the password is wrong', async () => {
  const network = await testNetwork();
  network.services.register('castellan', 'correct horse');

  const { trial } = await inspect({
    server: `127.0.0.1:${network.port}`,
    tls: false,
    nick: 'ann',
    sasl: {
      mechanism: 'plain',
      account: 'castellan',
      password: 'battery staple',
      onFailure: 'stop',
    },
  });

  expect(trial).toMatchObject({ ok: true });
  expect(trial?.ok && trial.nick).not.toBe('ann');
  expect(trial?.ok && trial.saslProblem).toMatch(/904/);
});

test('shows the fingerprint of a certificate that it does not trust, and says nothing to the server', async () => {
  const made = certificates.make();
  const network = await testNetwork({ tls: { cert: made.cert, key: made.key } });
  const server = `127.0.0.1:${network.tlsPort ?? 0}`;

  const untrusted = await inspect({ server, nick: 'castellan' });
  expect(untrusted.trial).toBeUndefined();
  expect(untrusted.looks[0]).toMatchObject({
    problem: expect.stringMatching(/self-signed/) as string,
    certificate: {
      fingerprint: made.fingerprint,
      problem: expect.stringMatching(/self-signed/) as string,
    },
  });

  const pinned = await inspect({
    server,
    nick: 'castellan',
    tls: { fingerprint: made.fingerprint },
  });
  expect(pinned.looks[0]?.certificate?.problem).toBeUndefined();
  expect(pinned.trial).toEqual({ ok: true, nick: 'castellan' });

  const wrongPin = await inspect({
    server,
    nick: 'castellan',
    tls: { fingerprint: 'ab'.repeat(32) },
  });
  expect(wrongPin.looks[0]?.problem).toMatch(/another certificate than the pinned one/);
});

test('follows a server that insists on TLS, and says where', async () => {
  const made = certificates.make();
  const network = await testNetwork({
    tls: { cert: made.cert, key: made.key },
    sts: { durationSeconds: 60 },
  });

  const found = await inspect({
    server: `localhost:${network.port}`,
    nick: 'castellan',
    tls: { start: 'plain', ca: made.certFile },
  });

  expect(found.looks[0]).toMatchObject({ secure: false, wantsTlsOn: network.tlsPort });
  expect(found.trial).toEqual({ ok: true, nick: 'castellan' });
});

test('tells in words that nobody listens, that there is no TLS, and that somebody hangs up', async () => {
  const network = await testNetwork();
  const { port } = network;
  const noTls = await inspect({ server: `127.0.0.1:${port}`, nick: 'castellan' });
  expect(noTls.looks[0]?.problem).toMatch(/TLS/);

  const rude = await listening((server) => server.on('connection', (socket) => socket.end()));
  const hungUp = await inspect({ server: `127.0.0.1:${rude}`, tls: false, nick: 'castellan' });
  expect(hungUp.looks[0]?.problem).toBe('the server closed the connection');

  await network.goDown();
  const nobody = await inspect({ server: `127.0.0.1:${port}`, tls: false, nick: 'castellan' });
  expect(nobody).toMatchObject({ looks: [{ problem: 'nobody listens there' }] });
});

test('uses the next server when the first does not answer', async () => {
  const network = await testNetwork();
  const found = await inspect({
    server: ['127.0.0.1:1', `127.0.0.1:${network.port}`],
    tls: false,
    nick: 'castellan',
  });
  expect(found.looks.map(({ problem }) => problem)).toEqual(['nobody listens there', undefined]);
  expect(found.trial).toMatchObject({ ok: true });
});

async function listening(arrange: (server: Server) => void): Promise<number> {
  const server = createServer();
  arrange(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
