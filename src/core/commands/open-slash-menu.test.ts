import { describe, expect, test } from 'vitest';
import { settingsBench } from '../../../test/support/settings-bench.ts';
import { manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { ok } from '../../base/result.ts';
import { catalogue } from './catalogue.ts';
import { defineCommand } from './command.ts';
import { openSlashMenu } from './open-slash-menu.ts';

const day = 86_400_000;
const tiny = { limit: 6, warn: 4, safe: 4 };

const command = (name: string, more: { ways?: 'typed'; hidden?: true } = {}) =>
  defineCommand({
    ...{ name, category: 'basics', args: {}, ...more },
    run: () => ok(name),
    show: (text) => text,
  });

async function opened(names: readonly string[], kept = new Map<string, string>()) {
  const clock = manualClock();
  const { settings } = await settingsBench({ clock, log: memoryLog(), random: seededRandom(3) });
  const commands = catalogue();
  commands.add(names.map((name) => command(name)));
  const used = new Map<string, number>();
  const raised: string[] = [];
  const open = () => {
    const life = lifetime('menu');
    const menu = openSlashMenu({
      ...{ catalogue: commands, settings, clock, life, limits: tiny, uses: () => used },
      alerts: { raise: ({ tone, text }) => void raised.push(`${tone} ${text.key}`) },
      keep: { load: (name) => kept.get(name), save: (name, text) => void kept.set(name, text) },
    });
    return { menu, life };
  };
  return { ...open(), open, clock, settings, commands, used, kept, raised };
}

const letters = ['a', 'b', 'c', 'd', 'e', 'help', 'slashlimit'];

describe('the menu', () => {
  test('holds help and slashlimit whatever is used, and who is left knows since when', async () => {
    const { menu, clock } = await opened(letters);

    expect(menu.state()).toMatchObject({
      native: ['a', 'b', 'help', 'slashlimit'],
      left: ['c', 'd', 'e'],
      fullness: 'full',
    });
    const sinceMs = menu.state().leftSinceMs.get('c');
    expect(sinceMs).toBe(clock.now());
    await clock.advance(day);
    expect(menu.state().leftSinceMs.get('c')).toBe(sinceMs);
  });

  test('changes by use within the hour, tells of it, and is the same after the next start', async () => {
    const { menu, open, clock, used, life } = await opened(letters);
    const told: string[] = [];
    menu.state();
    menu.follow(() => told.push(menu.state().native.join(' ')));

    used.set('e', 20);
    await clock.advance(3_600_000);

    expect(told).toEqual(['a e help slashlimit']);
    await life.end();
    used.clear();
    expect(open().menu.state().native).toEqual(['a', 'e', 'help', 'slashlimit']);
  });

  test('says nothing when nothing changes', async () => {
    const { menu, clock, used } = await opened(letters);
    menu.state();
    let told = 0;
    menu.follow(() => (told += 1));

    for (let hour = 0; hour < 48; hour += 1) {
      used.set('e', Math.floor(hour / 12));
      await clock.advance(3_600_000);
    }

    expect(told).toBe(0);
  });

  test('what was used long ago counts less and less', async () => {
    const { menu, clock, used } = await opened(letters);
    used.set('e', 16);
    menu.state();
    await clock.advance(28 * day);

    expect(menu.state().uses.get('e')).toBeGreaterThan(3.9);
    expect(menu.state().uses.get('e')).toBeLessThan(4.1);
  });

  test('a pin gets its place at once, and gives it back', async () => {
    const { menu, settings } = await opened(letters);
    let told = 0;
    menu.state();
    menu.follow(() => (told += 1));

    await settings.write('commands.pinned', 'instance', 'e,d', 'test');
    expect(menu.state().native).toEqual(['d', 'e', 'help', 'slashlimit']);
    await settings.write('commands.pinned', 'instance', 'a,b,c,d,e', 'test');
    expect(menu.state().native).toHaveLength(tiny.limit);
    await settings.reset('commands.pinned', 'instance', 'test');

    expect(menu.state().native).toHaveLength(tiny.safe);
    expect(told).toBe(3);
  });

  test('a command that goes and comes back has its place again', async () => {
    const { menu, commands } = await opened(letters.slice(1));
    const away = commands.add([command('zz')]);
    expect(menu.state().native).toContain('b');
    expect(menu.state().left).toContain('zz');
    away();

    expect(menu.state().left).not.toContain('zz');
    commands.add([command('a')]);
    expect(menu.state().native).toEqual(['b', 'c', 'help', 'slashlimit']);
  });

  test('operators are told when it gets full, and when there is room again', async () => {
    const { menu, commands, raised } = await opened(['a', 'b']);
    menu.state();
    const away = commands.add([command('c'), command('d'), command('e')]);
    menu.state();
    away();
    menu.state();

    expect(raised).toEqual([
      'success slash-menu.fine',
      'warning slash-menu.full',
      'success slash-menu.fine',
    ]);
  });

  test('what was kept by something else is as good as nothing', async () => {
    const kept = new Map([['slash-menu', '{"native":7}']]);
    const { menu } = await opened(letters, kept);

    expect(menu.state().native).toHaveLength(4);
  });
});

describe('what is declared', () => {
  test('of a family that is too big, the first by name; the others are typed', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `f ${String(at).padStart(2, '0')}`);
    const { menu, commands } = await opened(names);

    expect(menu.commands()).toHaveLength(25);
    expect(menu.markOf(commands.find('f 24')!)).toBe('both');
    expect(menu.markOf(commands.find('f 25')!)).toBe('left');
  });

  test('one that is called like a family gives way to it', async () => {
    const { menu, commands } = await opened(['f', 'f a', 'f b']);

    expect(menu.commands().map(({ name }) => name)).toEqual(['f a', 'f b']);
    expect(menu.markOf(commands.find('f')!)).toBe('left');
  });

  test('nothing that is hidden or only typed', async () => {
    const { menu, commands } = await opened(['a']);
    commands.add([command('typed', { ways: 'typed' }), command('secret', { hidden: true })]);

    expect(menu.commands().map(({ name }) => name)).toEqual(['a']);
    expect(menu.markOf(commands.find('typed')!)).toBe('typed');
  });

  test('sync tells each network, and says which did not take it', async () => {
    const { menu } = await opened(['a']);
    menu.serve('one', () => Promise.resolve('written'));
    menu.serve('two', () => Promise.reject(new Error('429')));
    menu.serve('gone', () => Promise.resolve('same'))();

    expect(await menu.sync()).toEqual([
      { connection: 'one', outcome: 'written', commands: 1 },
      { connection: 'two', outcome: 'failed', commands: 1 },
    ]);
  });
});
