import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IrcSandbox } from '../../../src/sandbox/irc/index.ts';
import { cli, folderWith, started } from '../../support/cli.ts';
import { testNetwork } from '../../support/irc-sandbox-harness.ts';

const configFor = ({ port }: IrcSandbox): string => `
connections:
  - { id: net, platform: irc, server: "127.0.0.1:${port}", tls: false, nick: castellan, channels: ["#castle"] }
`;

/** What people in the channel are told when the bot leaves. */
function partings(network: IrcSandbox): string[] {
  const seen: string[] = [];
  network.onLine(({ line }) => {
    if (line.kind === 'quit' && line.from.startsWith('castellan'))
      seen.push(line.details.join(' '));
  });
  return seen;
}

describe('castellan start --json', () => {
  test('says that it is ready in exactly one line of JSON, and keeps its log apart', async () => {
    const network = await testNetwork();
    const folder = folderWith({ 'castellan.yaml': configFor(network) });
    const running = await started([], { cwd: folder });
    await network.arrives('castellan', ['#castle'], { withinMs: 10_000 });
    await running.end('SIGTERM');

    const lines = running.stdout().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('');
    expect(running.ready).toMatchObject({
      ready: true,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      ownerToken: expect.stringMatching(/^\S{20,}$/) as string,
    });
    expect(running.ready.connections.map(({ id, platform }) => [id, platform])).toContainEqual([
      'net',
      'irc',
    ]);
    expect(running.ready.sandbox).toBeUndefined();
    for (const line of running.stderr().trim().split('\n'))
      expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(running.stderr()).not.toContain(running.ready.ownerToken);
  });

  test('without connections runs the sandbox and names its ports', async () => {
    const running = await started([], { cwd: folderWith() });
    expect(running.ready.sandbox?.irc.port).toBeGreaterThan(0);
    expect(running.ready.connections.every(({ state }) => state === 'online')).toBe(true);
    expect((await running.end('SIGINT')).code).toBe(0);
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  test('ends it in order within 5 s: QUIT on IRC, exit 0', async () => {
    const network = await testNetwork();
    const quits = partings(network);
    const running = await started([], {
      cwd: folderWith({ 'castellan.yaml': configFor(network) }),
    });
    await network.arrives('castellan', ['#castle'], { withinMs: 10_000 });

    const { code, tookMs } = await running.end(signal);

    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5000);
    expect(quits).toEqual([expect.stringMatching(/Castellan is shutting down/)]);
  });
});

describe('a data folder', () => {
  test('keeps what was acknowledged when the process is killed at once', async () => {
    const folder = folderWith();
    const first = await started(['--sandbox'], { cwd: folder });
    const said = await cli(['console'], { cwd: folder, input: 'setprefix ?\n' });
    const { code } = await first.end('SIGKILL');
    expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('?') as string });
    expect(code).toBe('SIGKILL');

    const second = await started(['--sandbox'], { cwd: folder });
    const settings = await cli(['console'], { cwd: folder, input: 'serversettings\n' });
    await second.end('SIGTERM');
    expect(settings.stdout).toMatch(/prefix[^\n]*\?/i);
    // The owner's token was shown at the first start and is not shown again.
    expect(first.ready.ownerToken).toBeDefined();
    expect(second.ready.ownerToken).toBeUndefined();
  });

  test('is not shared: a second start is told so and leaves the first alone', async () => {
    const folder = folderWith();
    const first = await started([], { cwd: folder });
    const second = await cli(['start', '--port', '0'], { cwd: folder });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(/Another Castellan runs on the data folder .*--data/);

    const status = await cli(['console'], { cwd: folder, input: 'ping\n' });
    expect(status).toMatchObject({ code: 0 });
    expect((await first.end('SIGTERM')).code).toBe(0);
  });

  test('holds a log that names no secret', async () => {
    const folder = folderWith();
    const running = await started([], { cwd: folder });
    await running.end('SIGTERM');
    const log = readFileSync(join(folder, 'data', 'logs', 'castellan.1.log'), 'utf8');
    expect(log.trim().split('\n').length).toBeGreaterThan(1);
    expect(log).not.toContain(running.ready.ownerToken);
  });
});

describe('castellan console', () => {
  test('answers help and status, several lines in one go, and leaves at the end of its input', async () => {
    const folder = folderWith();
    const running = await started([], { cwd: folder });
    const { code, stdout } = await cli(['console'], {
      cwd: folder,
      input: 'help\n.status\nnonsense\n',
    });
    await running.end('SIGTERM');

    expect(code).toBe(0);
    expect(stdout).toMatch(/Castellan console/);
    expect(stdout).toMatch(/ping/);
    expect(stdout).toMatch(/sandbox-irc[^\n]*online/);
    expect(stdout).toMatch(/sandbox-discord[^\n]*online/);
  });

  test('says where it looked when nothing runs', async () => {
    const { code, stderr } = await cli(['console'], { cwd: folderWith(), input: 'help\n' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/No Castellan answers at .*data\/console\.sock.*--data/);
  });
});
