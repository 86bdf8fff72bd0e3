import { execFile } from 'node:child_process';
import { createHash, createHmac, pbkdf2Sync, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  rawClient,
  rawTlsClient,
  registered,
  testNetwork,
  type RawIrcClient,
} from '../../../test/support/irc-sandbox-harness.ts';
import type { IrcSandbox } from './index.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

function begin(client: RawIrcClient, mechanism: string): void {
  client.send(
    'CAP LS 302',
    'NICK cat',
    'USER cat 0 * :cat',
    'CAP REQ :sasl',
    `AUTHENTICATE ${mechanism}`,
  );
}

async function plain(client: RawIrcClient, account: string, password: string): Promise<void> {
  begin(client, 'PLAIN');
  await client.sees(/^AUTHENTICATE \+$/);
  client.send(`AUTHENTICATE ${base64(`${account}\0${account}\0${password}`)}`);
}

describe('SASL PLAIN', () => {
  test('logs in before 001', async () => {
    const sandbox = await testNetwork();
    const client = rawClient(sandbox);

    await plain(client, 'bob', 'bob-password');

    await client.sees(/ 900 cat cat!~cat@127\.0\.0\.1 bob :/);
    await client.sees(/ 903 cat :/);
    client.send('CAP END');
    await client.sees(/ 001 /);
    expect(sandbox.client('cat').account).toBe('bob');
  });

  test('refuses a wrong password and an unknown account with 904, and can be tried again', async () => {
    const client = rawClient(await testNetwork());

    await plain(client, 'bob', 'wrong');
    await client.sees(/ 904 cat :/);
    client.send('AUTHENTICATE PLAIN', `AUTHENTICATE ${base64('x\0x\0y')}`);
    await client.sees(/ 904 cat :/);
    client.send('AUTHENTICATE PLAIN', `AUTHENTICATE ${base64('bob\0bob\0bob-password')}`);

    await client.sees(/ 903 cat :/);
  });

  test.each([200, 294, 300, 800])(
    'takes a password of %d bytes in pieces of 400',
    async (length) => {
      const sandbox = await testNetwork();
      const password = 'ü'.repeat(length / 2);
      sandbox.services.register('bob', password);
      const client = rawClient(sandbox);
      begin(client, 'PLAIN');

      const encoded = base64(`bob\0bob\0${password}`);
      const pieces: string[] = encoded.match(/.{1,400}/g) ?? [];
      if (encoded.length % 400 === 0) pieces.push('+');
      client.send(...pieces.map((piece) => `AUTHENTICATE ${piece}`));

      await client.sees(/ 903 /);
    },
  );

  test('tells the mechanisms when asked for another, aborts on *, complains of long pieces', async () => {
    const client = rawClient(await testNetwork());

    begin(client, 'GSSAPI');
    await client.sees(/ 908 cat PLAIN,EXTERNAL,SCRAM-SHA-256 :/);
    await client.sees(/ 904 /);
    client.send('AUTHENTICATE PLAIN', 'AUTHENTICATE *');
    await client.sees(/ 906 /);
    client.send('AUTHENTICATE PLAIN', `AUTHENTICATE ${'A'.repeat(401)}`);
    await client.sees(/ 905 /);
    client.send('AUTHENTICATE PLAIN', 'CAP END');
    await client.sees(/ 906 /);
    await client.sees(/ 001 /);
  });

  test('works after registration too, tells account-notify, and answers 907 the second time', async () => {
    const sandbox = await testNetwork();
    const client = await registered(sandbox, 'cat', { caps: 'sasl account-notify' });

    client.send('AUTHENTICATE PLAIN', `AUTHENTICATE ${base64('bob\0bob\0bob-password')}`);
    await client.sees(/ 900 /);
    await client.sees(/^:cat!\S+ ACCOUNT bob$/);
    await client.sees(/ 903 /);
    client.send('AUTHENTICATE PLAIN');

    await client.sees(/ 907 /);
  });

  test.each(['902', '904', '905', '906', '907', '908'] as const)(
    'fails with %s on demand',
    async (kind) => {
      const sandbox = await testNetwork();
      sandbox.oper.failSasl(kind);
      const client = rawClient(sandbox);
      begin(client, 'PLAIN');
      client.send(`AUTHENTICATE ${base64('bob\0bob\0bob-password')}`);

      await client.sees(new RegExp(` ${kind} cat `));
      expect(client.lines.join('\n')).not.toContain(' 903 ');
    },
  );

  test('says nothing at all on demand', async () => {
    const sandbox = await testNetwork();
    sandbox.oper.failSasl('silent');
    const client = rawClient(sandbox);

    begin(client, 'PLAIN');

    await client.sees(/CAP cat ACK/);
    expect((await client.untilPong()).join('\n')).not.toMatch(/AUTHENTICATE| 90\d /);
  });
});

/** An independent client of RFC 5802, to check the server against. */
async function scram(
  client: RawIrcClient,
  { account, password }: { account: string; password: string },
): Promise<{ verdict: string; signatureFits: boolean }> {
  begin(client, 'SCRAM-SHA-256');
  await client.sees(/^AUTHENTICATE \+$/);
  const bare = `n=${account},r=rOprNGfwEbeRWgbNEkqO`;
  client.send(`AUTHENTICATE ${base64(`n,a=${account},${bare}`)}`);
  const first = await client.sees(/^AUTHENTICATE | 904 /);
  if (first.includes(' 904 ')) return { verdict: first, signatureFits: false };
  const serverFirst = Buffer.from(first.slice('AUTHENTICATE '.length), 'base64').toString();
  const [, nonce = '', salt = '', count = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(serverFirst)!;
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(count), 32, 'sha256');
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const clientKey = hmac(salted, 'Client Key');
  const withoutProof = `c=${base64(`n,a=${account},`)},r=${nonce}`;
  const signed = `${bare},${serverFirst},${withoutProof}`;
  const signature = hmac(createHash('sha256').update(clientKey).digest(), signed);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ signature[index]!));
  client.send(`AUTHENTICATE ${base64(`${withoutProof},p=${proof.toString('base64')}`)}`);
  const last = await client.sees(/^AUTHENTICATE | 90[34] /);
  if (!last.startsWith('AUTHENTICATE')) return { verdict: last, signatureFits: false };
  const told = Buffer.from(last.slice('AUTHENTICATE '.length), 'base64').toString();
  client.send('AUTHENTICATE +');
  const signatureFits = told === `v=${hmac(hmac(salted, 'Server Key'), signed).toString('base64')}`;
  return { verdict: await client.sees(/ 90[34] /), signatureFits };
}

describe('SASL SCRAM-SHA-256', () => {
  const bob = { account: 'bob', password: 'bob-password' };

  test('accepts the right proof and signs in return', async () => {
    const sandbox = await testNetwork();

    const { verdict, signatureFits } = await scram(rawClient(sandbox), bob);

    expect(verdict).toContain(' 903 ');
    expect(signatureFits).toBe(true);
  });

  test('refuses a wrong proof and an unknown account', async () => {
    const sandbox = await testNetwork();

    const wrong = await scram(rawClient(sandbox), { account: 'bob', password: 'wrong' });
    const unknown = await scram(rawClient(sandbox), { account: 'nobody', password: 'x' });

    expect(wrong.verdict).toContain(' 904 ');
    expect(unknown.verdict).toContain(' 904 ');
  });

  test('plays an impostor on demand: a bad signature, or none', async () => {
    const sandbox = await testNetwork();
    sandbox.oper.failSasl('bad-signature');
    sandbox.oper.failSasl('no-signature');

    const bad = await scram(rawClient(sandbox), bob);
    const none = await scram(rawClient(sandbox), bob);

    expect(bad).toMatchObject({ signatureFits: false });
    expect(none.verdict).toContain(' 903 ');
    expect(none.signatureFits).toBe(false);
  });
});

describe('over TLS', () => {
  let key: string;
  let cert: string;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'castellan-tls-'));
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const request = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
    ];
    const about = ['-days', '2', '-subj', '/CN=localhost', '-keyout', keyFile, '-out', certFile];
    await promisify(execFile)('openssl', [...request, ...about]);
    key = await readFile(keyFile, 'utf8');
    cert = await readFile(certFile, 'utf8');
    await rm(folder, { recursive: true });
  });

  const secured = (): Promise<IrcSandbox> =>
    testNetwork({ tls: { key, cert }, sts: { durationSeconds: 3600 } });

  test('EXTERNAL logs in by the fingerprint of the certificate', async () => {
    const sandbox = await secured();
    const certificates = [new X509Certificate(cert).fingerprint256];
    sandbox.services.register('bob', 'x', { certificates });
    const known = rawTlsClient(sandbox, { key, cert });
    const stranger = rawTlsClient(sandbox);

    for (const client of [known, stranger]) {
      begin(client, 'EXTERNAL');
      await client.sees(/^AUTHENTICATE \+$/);
      client.send('AUTHENTICATE +');
    }

    await known.sees(/ 900 cat \S+ bob :/);
    await known.sees(/ 903 /);
    await stranger.sees(/ 904 /);
  });

  test('STS tells its duration there and the TLS port on the plain one', async () => {
    const sandbox = await secured();
    const secure = rawTlsClient(sandbox);
    const clear = rawClient(sandbox);

    secure.send('CAP LS 302');
    clear.send('CAP LS 302');

    await secure.sees(/ sts=duration=3600/);
    await clear.sees(new RegExp(` sts=port=${sandbox.tlsPort}`));
  });

  test('a TLS port may answer in plain text, or never', async () => {
    const confused = await testNetwork({ tls: { key, cert, broken: 'plain-text' } });
    const mute = await testNetwork({ tls: { key, cert, broken: 'never-answers' } });
    const refused = rawTlsClient(confused);
    const waiting = rawTlsClient(mute);

    await refused.closes();
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(refused.lines).toEqual([]);
    expect(waiting.ended).toBe(false);
  });
});
