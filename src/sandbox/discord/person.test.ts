import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock, type ManualClock } from '../../base/clock.ts';
import { lifetime, type Lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { startDiscordSandbox, type DiscordSandbox, type ObservedChange } from './index.ts';
import { timeOf } from './snowflake.ts';

let life: Lifetime;
let clock: ManualClock;
let sandbox: DiscordSandbox;

beforeEach(async () => {
  life = lifetime('test');
  clock = manualClock();
  sandbox = await startDiscordSandbox({ life, clock, random: seededRandom(3), log: silentLog });
});
afterEach(() => life.end());

async function post(path: string, body: unknown, method = 'POST'): Promise<number> {
  const response = await fetch(`${sandbox.api}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${sandbox.bot.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.status;
}

const commands = (...names: string[]) =>
  post(
    `/applications/${sandbox.bot.id}/commands`,
    names.map((name) => ({
      name,
      description: 'x',
      options: [{ type: 4, name: 'count', description: 'x', min_value: 1, max_value: 3 }],
    })),
    'PUT',
  );

describe('scripted people', () => {
  test('hear each other, each message once', async () => {
    const [ann, bob] = [sandbox.member('ann'), sandbox.member('bob')];
    await bob.say('#general', 'hi all');
    await bob.say('#general', 'hi again');
    expect((await ann.hears('#general', /hi/)).text).toBe('hi all');
    expect((await ann.hears('#general', /hi/)).text).toBe('hi again');
    await expect(ann.hears('#general', /hi/, { withinMs: 50 })).rejects.toThrow(
      /ann heard nothing like \/hi\/ in #general within 50 ms.*bob: hi all/s,
    );
  });

  test('hear an edited message again', async () => {
    const [ann, bob] = [sandbox.member('ann'), sandbox.member('bob')];
    const said = await bob.say('#general', 'helo');
    await ann.hears('#general', /helo/);
    const waiting = ann.hears('#general', /hello/);
    await bob.edit(said, 'hello');
    expect(await waiting).toMatchObject({ id: said.id, edited: true });
  });

  test('notice when nothing is said, and when something is', async () => {
    const [ann, bob] = [sandbox.member('ann'), sandbox.member('bob')];
    await bob.say('#general', 'before');
    await ann.say('#general', 'quiet please');
    await ann.hearsNothing('#general', 50);
    await bob.say('#general', 'no');
    await expect(ann.hearsNothing('#general', 50)).rejects.toThrow(/bob said: no/);
  });

  test('are kept from channels and by slowmode, as their roles say', async () => {
    const bob = sandbox.member('bob');
    await expect(bob.say('#staff', 'hi')).rejects.toThrow('Missing Access');
    await sandbox.member('mod').say('#staff', 'hi');
    sandbox.guild.addChannel('slow', { slowmodeSeconds: 10 });
    await bob.say('#slow', 'one');
    await expect(bob.say('#slow', 'two')).rejects.toThrow(/slowmode/);
    await clock.advance(11_000);
    await bob.say('#slow', 'two');
  });

  test('have accounts as old as they are told, and come and go', async () => {
    const eve = sandbox.member('eve', { accountAgeMs: 60_000, roles: ['Member'] });
    expect(timeOf(eve.id)).toBe(clock.now() - 60_000);
    expect(eve).toMatchObject({ isMember: true, roles: ['Member'] });
    await eve.leaves();
    expect(sandbox.member('eve').isMember).toBe(false);
    await eve.joins();
    expect(sandbox.member('Eve')).toBe(eve);
    expect(sandbox.member('max', { joined: false }).isMember).toBe(false);
  });

  test('are stopped by the client from sending what makes no sense', async () => {
    const ann = sandbox.member('ann');
    await expect(ann.slash('nothing')).rejects.toThrow(
      /No command is called "\/nothing" here; there is none/,
    );
    await commands('roll');
    await expect(ann.slash('roll', { count: 5 })).rejects.toThrow(/between 1 and 3/);
    await expect(ann.slash('roll', { colour: 'red' })).rejects.toThrow(
      /no option "colour"; it has count/,
    );
    await expect(ann.slash('roll twice')).rejects.toThrow(/no subcommand "twice"/);
    const said = await ann.say('#general', 'x');
    await expect(ann.press(said, 'OK')).rejects.toThrow(/No button is called "OK"/);
  });

  test('are told after three seconds that the application did not respond, and a later answer is refused', async () => {
    await commands('roll');
    const used = await sandbox.member('ann').slash('roll');
    expect(used.response()).toBe('waiting');
    await clock.advance(3001);
    expect(used.response()).toBe('did-not-respond');
    await expect(used.answered()).rejects.toThrow('The application did not respond');
  });
});

describe('the observer', () => {
  test('shows each person what he may see', async () => {
    await commands('roll');
    await sandbox.member('mod').say('#staff', 'a word');
    const channels = (name: string) =>
      sandbox.observer.snapshot(name).channels.map((channel) => channel.name);
    expect(channels('bob')).toEqual(['#general', '#random']);
    expect(channels('mod')).toEqual(['#general', '#random', '#staff']);
    const shown = sandbox.observer.snapshot('mod');
    expect(shown.commands.map(({ name }) => name)).toEqual(['roll']);
    expect(shown.people.map(({ username }) => username).sort()).toEqual([
      'ann',
      'bob',
      'castellan',
      'mod',
      'olivia',
    ]);
    expect(shown.channels[2]?.messages[0]).toMatchObject({
      text: 'a word',
      author: { name: 'mod', color: 0x3498db },
    });
  });

  test('tells of changes to those who may see them', async () => {
    const bobs: ObservedChange[] = [];
    const all: ObservedChange[] = [];
    sandbox.observer.onChange((change) => bobs.push(change), { viewer: 'bob' });
    const stop = sandbox.observer.onChange((change) => all.push(change));
    await sandbox.member('mod').say('#staff', 'secret');
    const said = await sandbox.member('mod').say('#general', 'open');
    await sandbox.member('mod').delete(said);
    stop();
    await sandbox.member('mod').say('#general', 'later');
    expect(all.map(({ kind }) => kind)).toEqual([
      'message-created',
      'message-created',
      'message-deleted',
    ]);
    expect(bobs.map(({ kind }) => kind)).toEqual([
      'message-created',
      'message-deleted',
      'message-created',
    ]);
  });

  test('keeps a bounded history', async () => {
    const ann = sandbox.member('ann');
    for (let index = 0; index < 520; index += 1) await ann.say('#general', `m${index}`);
    const messages = sandbox.observer.snapshot('ann', { messagesPerChannel: 1000 }).channels[0]
      ?.messages;
    expect(messages).toHaveLength(500);
    expect(messages?.[0]?.text).toBe('m20');
  });
});
