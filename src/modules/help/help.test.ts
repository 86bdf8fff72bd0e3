import { describe, expect, test } from 'vitest';
import { bench, direct, person } from '../../../test/support/bench-of-commands.ts';
import type { Action, Card } from '../../sdk/index.ts';
import { basics } from '../basics/index.ts';
import { choose } from '../choose/index.ts';
import { people } from '../people/index.ts';
import { server } from '../server/index.ts';
import { why } from '../why/index.ts';
import { help } from './index.ts';

const modules = [basics, choose, help, server, why];
const ann = person('ann');
const op = person('op', { standing: 'administrator' });

const controls = (card: Card | undefined): readonly Action[] => (card?.actions ?? []).flat();
const idOf = (card: Card | undefined, name: string): string =>
  controls(card).flatMap((action) =>
    'id' in action && action.id.endsWith(`:${name}`) ? action.id : [],
  )[0] ?? '';

describe('help without controls', () => {
  test('lists the commands by category in a few lines', async () => {
    const { says, last } = await bench(modules);

    await says(ann, '!help');

    expect(last()?.card.lines).toEqual(['**Basics**: about, choose, help, ping, stats, why']);
    expect(last()?.card.footer).toMatch(/^!help and the name/);
  });

  test('shows more to those who may do more', async () => {
    const { says, last } = await bench(modules);

    await says(op, '!help');

    expect(last()?.card.lines?.join('\n')).toMatch(/This place.*: mentionprefix, serversettings/);
  });

  test.each(['!help choose', '!help !choose', '!help pick'])(
    '%s explains one command',
    async (line) => {
      const { says, last } = await bench(modules);

      await says(ann, line);

      expect(last()?.card.title).toBe('!choose');
      expect(last()?.card.lines?.[1]).toBe(
        'Usage: `!choose <options…>` — for example `!choose tea | coffee`',
      );
    },
  );

  test('explains what several commands have in common, where a word begins them', async () => {
    const { says, last, heard } = await bench([...modules, people]);

    await says(ann, '!help people');
    expect(last()?.card.title).toBe('!people');
    expect(last()?.card.lines).toEqual(['`people link`, `people me`, `people unlink`']);
    expect(last()?.card.footer).toBe('!help people link tells how that one is used.');

    await says(ann, '!people');
    expect(heard().at(-1)).toMatch(/^`people` needs a second word: people link, people me/);
  });

  test('is told where a word follows that is none of them', async () => {
    const { says, last } = await bench([...modules, people]);

    await says(ann, '!people me now');

    expect(last()?.card.lines?.at(-1)).toBe('Beside it: people link, people unlink');
  });

  test('knows what was meant by a slip of the keyboard', async () => {
    const { says, heard } = await bench(modules);

    await says(ann, '!help chose');

    expect(heard()[0]).toMatch(/Did you mean `choose`\?/);
  });

  test('does not explain what the caller may not use', async () => {
    const { says, heard } = await bench(modules);

    await says(ann, '!help setprefix');
    await says(ann, 'help nonsense', { where: direct });

    expect(heard()[0]).toMatch(/There is no command `setprefix` that you may use here/);
    expect(heard()[1]).toMatch(/There is no command `nonsense`/);
  });
});

describe('help with controls', () => {
  const withControls = { can: ['controls', 'edit'] } as const;

  test('is a menu of categories with counts', async () => {
    const { says, last } = await bench(modules, withControls);

    await says(ann, '!help');

    expect(last()?.card.fields).toEqual([{ name: 'Basics', value: '6 commands', inline: true }]);
    expect(controls(last()?.card)).toMatchObject([
      { kind: 'select', options: [{ value: 'basics', description: '6 commands' }] },
    ]);
  });

  test('turns pages of five and goes back', async () => {
    const { says, presses, last } = await bench(modules, withControls);
    await says(ann, '!help');

    await presses(ann, idOf(last()?.card, 'category'), ['basics']);
    expect(last()?.card.lines).toHaveLength(5);
    expect(last()?.card.footer).toBe('Page 1 of 2');
    await presses(ann, idOf(last()?.card, 'next'));
    expect(last()?.card.lines).toEqual([
      '`!why` Tell why I last refused you something, or do not answer in a channel.',
    ]);
    await presses(ann, idOf(last()?.card, 'back'));

    expect(last()?.card.title).toBe('What I can do');
  });

  test('has no way beyond the last page', async () => {
    const { says, presses, last } = await bench(modules, withControls);
    await says(ann, '!help');
    await presses(ann, idOf(last()?.card, 'category'), ['basics']);
    const next = idOf(last()?.card, 'next');
    await presses(ann, next);
    await presses(ann, next);

    expect(last()?.card.footer).toBe('Page 2 of 2');
  });
});
