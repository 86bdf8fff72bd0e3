import { describe, expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { noPrivacy } from '../../../test/support/privacy.ts';
import { parts } from '../../app/database.ts';
import { texts } from './texts.ts';
import { privacy } from './index.ts';

const [owner, chief, bob] = [person('olga'), person('carl'), person('bob')];

/** A hall with two owners, and whom they erased. */
async function hall() {
  const erased: unknown[] = [];
  const asked: unknown[] = [];
  const room = await bench([privacy], {
    owners: [owner.id, chief.id],
    privacy: {
      ...noPrivacy,
      look: (actor) =>
        Promise.resolve({ actor, names: [], kinds: [{ kind: 'audit', count: 3 }], total: 3 }),
      erase: (actor, by) => {
        erased.push([actor, by]);
        return Promise.resolve({ pseudonym: 'erased:x', count: 3 });
      },
      ask: (who) => void asked.push(who),
    },
  });
  const code = () =>
    /privacy erase \S+ (\w{6})/.exec(room.last()?.card.lines?.join('\n') ?? '')?.[1] ?? 'none';
  return { room, erased, asked, code };
}

describe('privacy erase', () => {
  test('shows what would go, and erases with the code of that question only', async () => {
    const { room, erased, code } = await hall();
    await room.says(owner, '!privacy erase irc:libera:account:Bob');
    expect(room.last()?.card.title).toMatch(/Erase irc:libera:account:bob\? 3 things are known/);
    expect(room.last()?.card.lines?.join()).toContain('acts in the audit log: **3**');
    expect(erased).toEqual([]);

    await room.says(owner, `!privacy erase irc:libera:account:bob ${code()}`);
    expect(erased).toEqual([[bob.id, { by: owner.id, via: 'chat' }]]);
    expect(room.last()?.card.say).toMatch(/Erased: 3 things/);
  });

  test.each([
    ['a wrong code', owner, 'irc:libera:account:bob', 'aaaaaa'],
    ['the code of another owner', chief, 'irc:libera:account:bob', undefined],
    ['the code for somebody else', owner, 'discord:12345678901234567', undefined],
  ])('does nothing with %s', async (_what, who, whom, given) => {
    const { room, erased, code } = await hall();
    await room.says(owner, '!privacy erase irc:libera:account:bob');
    await room.says(who, `!privacy erase ${whom} ${given ?? code()}`);

    expect(room.last()?.card.say).toMatch(/not the code/);
    expect(erased).toEqual([]);
  });

  test('is not for oneself, nor for those who do not own the bot', async () => {
    const { room, erased } = await hall();
    await room.says(owner, `!privacy erase ${owner.id}`);
    expect(room.last()?.card.say).toMatch(/cannot erase yourself/);
    await room.says({ ...bob, standing: 'owner' }, `!privacy erase ${chief.id}`);
    expect(room.last()?.card.say).toMatch(/privacy\.manage/);
    expect(erased).toEqual([]);
  });

  test.each([
    ['<@12345678901234567>', 'discord:12345678901234567'],
    ['12345678901234567', 'discord:12345678901234567'],
    ['discord:77', 'discord:77'],
    ['irc:oftc:host:joe@example.org', 'irc:oftc:host:joe@example.org'],
    ['bob', 'irc:libera:account:bob'],
  ])('takes %s for %s', async (typed, id) => {
    const { room } = await hall();
    room.platform.people = [bob];
    await room.says(owner, `!privacy erase ${typed}`);

    expect(room.last()?.card.title).toContain(`Erase ${id}?`);
  });

  test('says how an id looks where nobody is meant', async () => {
    const { room } = await hall();
    await room.says(owner, '!privacy erase nobody');

    expect(JSON.stringify(room.last()?.card)).toContain('discord:123');
  });

  test('leaves nothing in the audit log of whom it was given', async () => {
    const { room } = await hall();
    await room.says(owner, '!privacy erase irc:libera:account:bob');
    await room.says(owner, '!privacy export irc:libera:account:bob');

    const entries = await room.audit.list({ limit: 9 });
    expect(entries.map(({ action }) => action)).toContain('command privacy erase');
    expect(JSON.stringify(entries)).not.toContain('account:bob');
  });
});

describe('everybody', () => {
  test('sees what is kept of himself, for himself alone, and asks to be forgotten', async () => {
    const { room, asked } = await hall();
    await room.says(bob, '!privacy me');
    expect(room.last()?.card.title).toMatch(/Kept of you \(irc:libera:account:bob\): 3 things/);
    expect(room.last()?.options.private).toBe(true);
    await room.says(bob, '!privacy forget');

    expect(asked).toEqual([{ actor: bob.id, name: 'bob' }]);
  });

  test('sees how long what is kept', async () => {
    const { room } = await hall();
    await room.says(bob, '!privacy retention');

    expect(room.last()?.card.lines).toEqual(['privacy.auditDays: **for ever**']);
  });
});

test.each(['en', 'fr'] as const)('every kind of thing that is kept has words in %s', (language) => {
  const kinds = [
    ...parts.flatMap(({ people = [] }) => people.map(({ table }) => table)),
    ...parts.flatMap(({ columns = {} }) =>
      Object.values(columns).flatMap(({ hooked = {} }) => Object.values(hooked)),
    ),
  ];
  const words = texts[language]['privacy.kept'] ?? '';

  expect(kinds.filter((kind) => !words.includes(`${kind} {`))).toEqual([]);
});
