import { describe, expect, test } from 'vitest';
import {
  bench,
  castle,
  connection,
  direct,
  person,
} from '../../../test/support/bench-of-commands.ts';
import { channelOn, spaceId } from '../../base/ids.ts';
import type { Place } from '../../core/event.ts';
import { defineModule, setting } from '../../sdk/index.ts';
import { audit } from '../audit/index.ts';
import { basics } from '../basics/index.ts';
import { server } from '../server/index.ts';
import { settings } from './index.ts';

const ann = person('ann');
const mod = person('mod', { standing: 'moderator' });
const op = person('op', { standing: 'administrator' });
const owner = person('owner');

const garden: Place = {
  ...{ connection, platform: 'irc', channel: channelOn(connection, '#garden'), name: '#garden' },
  space: spaceId('irc:libera:#garden'),
};

const karma = defineModule({
  name: 'karma',
  version: '1.0.0',
  settings: {
    'karma.voters': setting.integer({ default: 5, min: 2, max: 50, text: 'Voters for a brigade.' }),
    'karma.key': setting.secret({ text: 'The key of the service.' }),
    'karma.log': setting.channel({ text: 'Where votes are told.', restart: true }),
  },
});

async function table() {
  const parts = await bench([audit, basics, karma, server, settings], { owners: [owner.id] });
  const words = () => {
    const card = parts.last()?.card;
    return [card?.title, card?.say, ...(card?.lines ?? []), card?.footer]
      .filter((one) => one !== undefined)
      .join('\n');
  };
  return { ...parts, words };
}

describe('changing', () => {
  test('is obeyed at once, and taken back by the number of the revision', async () => {
    const { says, heard, words } = await table();
    await says(op, '!settings set core.prefix ?');
    expect(words()).toBe('**core.prefix** (the space irc:libera:#castle): `!` → `?` (revision 1)');
    await says(op, '?ping');
    await says(op, '?settings rollback 1');
    await says(op, '!ping');

    expect(heard().filter((line) => line.startsWith('Pong'))).toHaveLength(2);
  });

  test('goes back to the wider place with reset', async () => {
    const { says, settings: book } = await table();
    await says(owner, '!settings set karma.voters 20 instance');
    await says(op, '!settings set karma.voters 8');
    await says(op, '!settings set karma.voters 9 here');
    const here = { channel: castle.channel, space: castle.space! };
    expect(book.read('karma.voters', here)).toBe(9);
    await says(op, '!settings reset karma.voters here');
    expect(book.read('karma.voters', here)).toBe(8);
    await says(op, '!settings reset karma.voters');

    expect(book.read('karma.voters', here)).toBe(20);
  });

  test.each([
    ['!settings set karma.voters 1', /"1" does not fit: it takes a whole number from 2 to 50/],
    ['!settings set karma.votes 7', /no setting called "karma.votes"/],
    ['!settings set karma.voters 7 everywhere', /"everywhere" is no place for a setting/],
    ['!settings rollback 99', /no revision 99/],
    ['!settings rollback yesterday', /"yesterday" is no time/],
    ['!settings confirm ABC', /not yours, was used, or is older/],
    ['!settings unstage abc', /No staged change/],
  ])('%s is refused in words', async (line, why) => {
    const { says, words } = await table();
    await says(op, line);

    expect(words()).toMatch(why);
  });

  test('takes a channel by its name, and says when it holds only from the next start', async () => {
    const { says, settings: book, words } = await table();
    await says(op, '!settings set karma.log #Ops');

    expect(book.read('karma.log', { space: castle.space! })).toBe('libera/#ops');
    expect(words()).toMatch(/It holds from the next start on\.$/);
  });

  test('of a secret is not done where others read, and it is kept nowhere', async () => {
    const { says, words, settings: book, audit: log } = await table();
    await says(owner, '!settings set karma.key hunter2 instance');

    expect(words()).toMatch(/is a secret: set it on the Settings page/);
    expect(book.stored()).toEqual([]);
    expect(JSON.stringify(await log.list({ limit: 9 }))).not.toContain('hunter2');
  });
});

describe('who may', () => {
  test('look: moderators; change: administrators; nobody else anything', async () => {
    const { says, words } = await table();
    await says(mod, '!settings get karma.voters');
    expect(words()).toContain('Voters for a brigade.');
    await says(mod, '!settings set karma.voters 7');
    expect(words()).toMatch(/^You may not do that: it takes `settings.manage`/);
    await says(ann, '!settings list');
    expect(words()).toMatch(/^You may not do that: it takes `settings.view`/);
  });

  test('the instance is its owner’s, wherever an administrator asks', async () => {
    const { says, words, settings: book } = await table();
    for (const scope of [
      'instance',
      'space:irc:libera:#garden',
      'community:irc:libera:#garden',
      'channel:libera/#garden',
    ]) {
      await says(op, `!settings set karma.voters 7 ${scope}`);
      expect(words()).toMatch(/^You may not do that for /);
      await says(op, `!settings reset karma.voters ${scope}`);
      expect(words()).toMatch(/^You may not do that for /);
      await says(op, `!settings stage karma.voters 7 2h 4h ${scope}`);
      expect(words()).toMatch(/^You may not do that for /);
      await says(op, `!settings import {settings: {"${scope}": {karma.voters: 7}}}`);
      expect(words()).toMatch(/You may not do that for /);
    }
    expect(book.stored()).toEqual([]);
  });

  test('nobody sees or takes back what another community changed', async () => {
    const { says, words, settings: book } = await table();
    await says(op, '!settings set karma.voters 7', { where: garden });
    await says(owner, '!settings set karma.voters 20 instance');

    await says(op, '!settings history');
    expect(words()).toBe('Nothing was changed here yet.');
    await says(op, '!settings diff 1h');
    expect(words()).toBe('Nothing differs');
    await says(op, '!settings rollback 1');
    expect(words()).toMatch(/no revision 1/);
    await says(op, '!settings rollback 1h');
    expect(words()).toBe('Nothing had to be taken back');
    await says(op, '!settings export');
    expect(words()).not.toContain('garden');
    await says(op, '!audit list');
    expect(words()).not.toContain('garden');
    expect(book.setAt('karma.voters', 'space:irc:libera:#garden')).toBe(7);
  });

  test('in direct talk there is only the instance, for its owner', async () => {
    const { says, words, settings: book } = await table();
    await says(op, 'settings set karma.voters 7', { where: direct });
    expect(words()).toMatch(/^You may not do that/);
    await says(owner, 'settings set karma.voters 7', { where: direct });

    expect(book.setAt('karma.voters', 'instance')).toBe(7);
    await says(owner, 'settings set karma.voters 7 here', { where: direct });
    expect(words()).toMatch(/there is only the instance/);
  });
});

describe('looking', () => {
  test('lists what differs, finds by words, and tells all of one', async () => {
    const { says, words } = await table();
    await says(op, '!settings list');
    expect(words()).toMatch(/^Nothing differs from the defaults here\n"settings list guard" finds/);
    await says(op, '!settings set karma.voters 8');
    await says(op, '!settings list');
    expect(words()).toContain('**karma.voters** = `8` (the space irc:libera:#castle)');
    await says(op, '!settings list brigade voters');
    expect(words()).toMatch(/^1 setting of \d+\n/);
    await says(op, '!settings get karma.voters');
    expect(words().split('\n')).toEqual([
      'karma.voters',
      'Voters for a brigade.',
      'Holds here: `8`',
      'the space irc:libera:#castle: `8`',
      'It takes a whole number from 2 to 50.',
      'Default: `5`',
    ]);
  });

  test('tells the history with who, when and what, in the place’s time zone', async () => {
    const { says, words } = await table();
    await says(op, '!settings set core.timeZone Asia/Kolkata');
    await says(op, '!settings set karma.voters 8');
    await says(op, '!settings rollback 2');
    await says(op, '!settings history karma.voters');

    expect(words().split('\n').slice(0, 3)).toEqual([
      'Changes of settings, newest first (Asia/Kolkata)',
      '**3** 2026-01-01 05:30 **karma.voters** (the space irc:libera:#castle): `8` → as wider places say by op, rollback 2',
      '**2** 2026-01-01 05:30 **karma.voters** (the space irc:libera:#castle): as wider places say → `8` by op',
    ]);
  });

  test('says what differs from the defaults, and since a time', async () => {
    const { says, words, clock } = await table();
    await says(op, '!settings set karma.voters 8');
    await clock.advance(3_600_000);
    await says(op, '!settings set karma.voters 9');
    await says(op, '!settings diff');
    expect(words()).toContain('`5` → `9`');
    await says(op, '!settings diff 30m');
    expect(words()).toContain('`8` → `9`');
    await says(op, '!settings diff 2h 30m');
    expect(words()).toContain('as wider places say → `8`');
    await says(op, '!settings rollback 30m');

    expect(words()).toMatch(/^1 value is as it was\n.*`9` → `8`/);
  });

  test('reports what is stored and not obeyed, and leaves it', async () => {
    const { says, words, settings: book } = await table();
    const old = { 'old.thing': setting.integer({ default: 1, text: 'Old.' }) };
    const takeBack = book.declare(old);
    await says(op, '!settings set old.thing 7');
    takeBack();
    await says(op, '!settings validate');

    expect(words()).toContain('no part of this Castellan declares it');
    expect(book.stored()).toHaveLength(1);
  });
});

describe('a file', () => {
  test('comes out and goes in again, on chat', async () => {
    const { says, words, settings: book } = await table();
    await says(op, '!settings set karma.voters 8');
    await says(op, '!settings export');
    const file = words().replaceAll('\\', '');
    expect(file).toContain('karma.voters: 8');
    await says(op, '!settings reset karma.voters');
    await says(op, `!settings import \`\`\`yaml\n${file}\n\`\`\``);
    expect(words()).toMatch(/^1 value would change, 0 are so already/);
    expect(book.setAt('karma.voters', 'space:irc:libera:#castle')).toBeUndefined();
    const code = /confirm (\w{6})/.exec(words())?.[1] ?? '';

    const other = person('bob', { standing: 'administrator' });
    await says(other, `!settings confirm ${code}`);
    expect(words()).toMatch(/not yours/);
    await says(op, `!settings confirm ${code}`);
    expect(words()).toMatch(/^1 value was changed/);
    expect(book.setAt('karma.voters', 'space:irc:libera:#castle')).toBe(8);
  });

  test('is taken by a button where there are buttons', async () => {
    const {
      says,
      presses,
      last,
      settings: book,
    } = await bench([karma, server, settings], {
      can: ['controls'],
    });
    await says(op, '!settings import {karma.voters: 8}');
    const button = last()?.card.actions?.[0]?.[0];
    await presses(ann, button?.kind === 'button' ? button.id : '');
    expect(book.stored()).toEqual([]);
    await presses(op, button?.kind === 'button' ? button.id : '');

    expect(book.setAt('karma.voters', 'space:irc:libera:#castle')).toBe(8);
  });

  test('with one wrong value offers nothing to take', async () => {
    const { says, words } = await table();
    await says(op, '!settings import {karma.voters: 8, karma.words: 1}');

    expect(words()).toMatch(/There is no setting called "karma.words"/);
    expect(words()).not.toMatch(/settings confirm/);
  });
});

describe('staged', () => {
  test('is made at 20:00 and taken back at 22:00', async () => {
    const { says, words, clock, settings: book } = await table();
    await says(op, '!settings stage karma.voters 3 20:00 22:00');
    expect(words()).toMatch(/→ `3` at 2026-01-01 20:00 \(UTC\), taken back at 2026-01-01 22:00\./);
    await says(op, '!settings staged');
    expect(words()).toMatch(/karma\.voters.*`3`.*\(op\)/);

    await clock.advance(20 * 3_600_000 + 1000);
    expect(book.setAt('karma.voters', 'space:irc:libera:#castle')).toBe(3);
    await clock.advance(2 * 3_600_000);
    expect(book.setAt('karma.voters', 'space:irc:libera:#castle')).toBeUndefined();
  });

  test('can be cancelled, by those who may change it', async () => {
    const { says, words, clock, settings: book } = await table();
    await says(op, '!settings stage karma.voters 3 2h here');
    const id = /unstage (\w+)/.exec(words())?.[1] ?? '';
    await says(op, `!settings unstage ${id}`, { where: garden });
    expect(words()).toMatch(/No staged change/);
    await says(op, `!settings unstage ${id}`);
    expect(words()).toBe(`The change ${id} will not be made.`);
    await clock.advance(3 * 3_600_000);

    expect(book.stored()).toEqual([]);
  });
});

describe('the audit', () => {
  test('holds every use of special rights, those that were refused, and each change', async () => {
    const { says, slash, audit: log, clock } = await table();
    await says(op, '!settings set karma.voters 8');
    await says(ann, '!settings set karma.voters 9');
    await slash(op, 'setprefix', { prefix: '?' });
    await says(op, '?settings list');
    await clock.advance(1);

    const seen = (await log.list({ limit: 20 })).map(
      ({ actorName, via, action, outcome, object }) =>
        [actorName ?? 'op', via, action, outcome, object].join(' | '),
    );
    expect(seen.reverse()).toEqual([
      'op | chat | setting set | done | karma.voters in space:irc:libera:#castle',
      'op | chat | command settings set | done | karma.voters 8 in #castle',
      'ann | chat | command settings set | refused | karma.voters 9 in #castle',
      'op | chat | setting set | done | core.prefix in space:irc:libera:#castle',
      'op | slash | command setprefix | done | prefix: ? in #castle',
    ]);
  });

  test('is shown to administrators, checked, and kept from others', async () => {
    const { says, words } = await table();
    await says(op, '!settings set karma.voters 8');
    await says(op, '!audit list voters');
    expect(words()).toMatch(/op \(chat\): setting set karma\.voters/);
    await says(op, '!audit verify');
    expect(words()).toMatch(/^The log is whole: 3 entries/);
    await says(mod, '!audit list');
    expect(words()).toMatch(/^You may not do that: it takes `audit.view`/);
  });
});

describe('completion', () => {
  test('offers names, then what the named setting takes', async () => {
    const { commands, settings: book } = await table();
    const suggest = (option: string, typed: string, others = {}) =>
      commands.find('settings set')?.args[option]?.suggest?.(typed, {
        where: castle,
        settings: book,
        catalogue: commands,
        others,
      });

    expect(suggest('name', 'karma')).toEqual(['karma.key', 'karma.log', 'karma.voters']);
    expect(suggest('name', 'VOT')).toEqual(['karma.voters']);
    expect(suggest('value', '', { name: 'core.mentionPrefix' })).toEqual(['on', 'off']);
    expect(suggest('value', 'f', { name: 'core.language' })).toEqual(['fr']);
    expect(suggest('value', '', { name: 'karma.voters' })).toEqual(['5']);
    expect(suggest('value', '', { name: 'karma.key' })).toEqual([]);
    expect(suggest('scope', 'i')).toEqual(['instance']);
  });
});
