import { createRequire } from 'node:module';
import { describe, expect, onTestFinished, test } from 'vitest';
import { irssi } from '../../../test/support/irssi.ts';
import { testNetwork } from '../../../test/support/irc-sandbox-harness.ts';
import type { IrcSandbox } from './index.ts';

/** The part of irc-framework (which has no types) that is used here. */
interface Framework {
  connect(options: Record<string, unknown>): void;
  on(event: string, run: (event: Record<string, unknown>) => void): void;
  join(channel: string): void;
  say(target: string, text: string): void;
  quit(text: string): void;
  readonly user: { readonly nick: string };
  readonly network: {
    readonly cap: { readonly enabled: string[] };
    supports(token: string): unknown;
  };
}
const { Client: FrameworkClient } = createRequire(import.meta.url)('irc-framework') as {
  Client: new () => Framework;
};

describe('irc-framework', () => {
  async function bot(
    sandbox: IrcSandbox,
  ): Promise<{ client: Framework; seen: [string, Record<string, unknown>][] }> {
    const client = new FrameworkClient();
    const seen: [string, Record<string, unknown>][] = [];
    for (const name of [
      'message',
      'join',
      'quit',
      'mode',
      'kick',
      'userlist',
      'account',
      'nick',
      'loggedin',
    ]) {
      client.on(name, (event) => seen.push([name, event]));
    }
    onTestFinished(() => client.quit('test over'));
    client.connect({
      host: sandbox.host,
      port: sandbox.port,
      nick: 'framebot',
      username: 'frame',
      enable_echomessage: true,
      enable_chghost: true,
      account: { account: 'bob', password: 'bob-password' },
      auto_reconnect: false,
    });
    await sandbox.arrives('framebot');
    return { client, seen };
  }

  test('logs in by SASL, joins, talks and follows what happens', async () => {
    const sandbox = await testNetwork();
    const { client, seen } = await bot(sandbox);
    client.join('#castle');
    await sandbox.arrives('framebot', ['#castle']);
    expect(sandbox.client('framebot').account).toBe('bob');

    const ann = sandbox.person('ann');
    await ann.say('#castle', 'hello bot');
    client.say('#castle', 'ann: hello yourself');
    await ann.hears('#castle', /^ann: hello yourself$/);
    await ann.mode('#castle', '+v', 'framebot');
    sandbox.oper.split(['carol']);
    sandbox.oper.sanick('framebot', 'forced');
    await expect.poll(() => client.user.nick).toBe('forced');

    const of = (name: string) => seen.filter(([each]) => each === name).map(([, event]) => event);
    expect(of('loggedin')[0]).toMatchObject({ account: 'bob' });
    const [{ users }] = of('userlist') as [{ users: { nick: string; modes: string[] }[] }];
    expect(users.find(({ nick }) => nick === 'ann')).toMatchObject({ modes: ['o'] });
    expect(of('message').find(({ nick }) => nick === 'ann')).toMatchObject({
      message: 'hello bot',
      account: 'ann',
      type: 'privmsg',
    });
    // Its own line came back: echo-message.
    expect(of('message').find(({ nick }) => nick === 'framebot')).toMatchObject({
      message: 'ann: hello yourself',
    });
    expect(of('mode')).toContainEqual(
      expect.objectContaining({ target: '#castle', nick: 'ann', raw_modes: '+v' }),
    );
    expect(of('quit')).toContainEqual(
      expect.objectContaining({ nick: 'carol', message: 'hub.sandbox.test leaf.sandbox.test' }),
    );
    expect(client.network.supports('NETWORK')).toBe('Sandbox');
    expect(client.network.cap.enabled).toContain('batch');
  });
});

describe('irssi', () => {
  test('connects, joins, talks with people, sees modes, notices and a split', async () => {
    const sandbox = await testNetwork();
    const ann = sandbox.person('ann');
    const { type, shows } = await irssi({ host: sandbox.host, port: sandbox.port, nick: 'irssi' });

    await sandbox.arrives('irssi', [], { withinMs: 10_000 });
    await type('/join #castle');
    await sandbox.arrives('irssi', ['#castle']);
    await shows(/The great hall/);
    await shows(/Irssi: #castle: Total of 4 nicks \[1 ops, 0 halfops, 0 voices, 3 normal\]/);
    await ann.say('#castle', 'grüß dich, irssi');
    await shows(/@ann> grüß dich, irssi/);
    await type('ann: hallo zurück');
    await ann.hears('#castle', /^ann: hallo zurück$/);
    await type('/me bows');
    expect((await ann.hears('#castle', /^bows$/)).kind).toBe('action');
    await ann.mode('#castle', '+v', 'irssi');
    await shows(/mode\/#castle \[\+v irssi\] by ann/);
    await ann.ctcp('irssi', 'VERSION');
    await ann.isTold(/^VERSION irssi v/, { withinMs: 8000 });
    sandbox.oper.split(['bob', 'carol'], { servers: ['a.sandbox.test', 'b.sandbox.test'] });
    await shows(/Netsplit a\.sandbox\.test <-> b\.sandbox\.test quits: bob, carol/);
    await type('/window goto 1');
    await type('/whois ann');
    await shows(/ann \[ann@ann\.users\.sandbox\.test\]/);
    await type('/quit good night');

    await expect.poll(() => sandbox.clients.length).toBe(0);
    expect(sandbox.snapshot('ann').channels[0]?.lines.at(-1)).toMatchObject({
      kind: 'quit',
      from: 'irssi',
      details: ['Quit: good night'],
    });
  }, 60_000);
});
