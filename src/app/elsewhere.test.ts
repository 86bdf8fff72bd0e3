import { describe, expect, test } from 'vitest';
import { fakePlatform, person } from '../../test/support/bench-of-commands.ts';
import { connectionId } from '../base/ids.ts';
import { elsewhere } from './elsewhere.ts';

const network = (id: string, ...names: readonly string[]) => ({
  ...fakePlatform(),
  connection: connectionId(id),
  people: names.map((name) => person(name)),
});

const find = elsewhere(() => [
  network('libera', 'ann', 'bob'),
  network('oftc', 'ann'),
  { ...network('console', 'carol'), kind: 'console' },
]);

describe('a name on the console', () => {
  test('is whoever has it on the one network where somebody does', async () => {
    expect(await find.actor('bob')).toMatchObject({ name: 'bob' });
  });

  test('is nobody where two networks know one, until the network is named', async () => {
    expect(await find.actor('ann')).toBeUndefined();
    expect(await find.actor('oftc/ann')).toMatchObject({ name: 'ann' });
    expect(await find.actor('oftc/bob')).toBeUndefined();
  });

  test('is nobody who is nowhere', async () => {
    expect(await find.actor('dave')).toBeUndefined();
    expect(await find.actor('carol')).toBeUndefined();
  });

  test('may be an id, of somebody who is not there now', async () => {
    expect(await find.actor('irc:libera:host:dave@castle.test')).toMatchObject({
      id: 'irc:libera:host:dave@castle.test',
      name: 'dave@castle.test',
    });
  });

  test('one network that fails does not hide the others', async () => {
    const broken = {
      ...network('discord'),
      findActor: () => Promise.reject(new Error('no guild')),
    };
    const some = elsewhere(() => [broken, network('libera', 'bob')]);
    expect(await some.actor('bob')).toMatchObject({ name: 'bob' });
  });
});
