import { expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { noAppeals } from '../../../test/support/no-appeals.ts';
import { manualClock } from '../../base/clock.ts';
import { communityId } from '../../base/ids.ts';
import { ok, refuse } from '../../base/result.ts';
import type { WholeAppeal } from '../../core/appeals/appeal.ts';
import type { AppealDesk } from '../../core/appeals/desk.ts';
import { moderation } from '../moderation/index.ts';
import { appeals } from './index.ts';

const community = communityId('irc:libera:#castle');
const atMs = manualClock().now() - 7_200_000;
const whole: WholeAppeal = {
  ...{ community, number: 1, caseNumber: 12, state: 'under-review', who: 'irc:libera:account:bob' },
  ...{ whoName: 'bob', via: 'chat', atMs, lifted: false },
  answers: [
    { question: '', answer: 'that was my brother' },
    { question: 'And now?', answer: 'let me *in*' },
  ],
  steps: [
    { what: 'made', by: 'x', byName: 'bob', atMs, text: 'chat' },
    { what: 'taken-up', by: 'x', byName: 'ann', atMs, text: '' },
    { what: 'stuck', by: 'x', byName: 'ann', atMs, text: 'appeal.closed' },
  ],
};
const mod = person('mod', { standing: 'moderator' });

function deskWith(more: Partial<AppealDesk> = {}): AppealDesk {
  return {
    ...noAppeals,
    list: () => Promise.resolve([whole]),
    whole: ({ community: asked, number }) =>
      Promise.resolve(
        asked === community && number === 1 ? ok(whole) : refuse('appeal.unknown', { number }),
      ),
    ...more,
  };
}

test('one appeal is shown with what was answered and all that happened', async () => {
  const { says, last } = await bench([moderation, appeals], { appeals: deskWith() });
  await says(mod, '!appeal view 1');

  expect(last()?.card.title).toBe('Appeal #1 of bob against case 12, a ban everywhere');
  expect(last()?.card.lines).toEqual([
    'being looked at, for 2 h',
    'that was my brother',
    '**And now?** let me \\*in\\*',
    '**ann** looks at it, 2 h ago',
    'It could not be lifted, 2 h ago: No appeals are taken here.',
  ]);
});

test('the list tells who waits and for how long; a "no" without a reason is asked for one', async () => {
  const { says, last, heard } = await bench([moderation, appeals], { appeals: deskWith() });
  await says(mod, '!appeals');
  expect(last()?.card.lines).toEqual([
    '**#1** of **bob** against case 12: being looked at, for 2 h',
  ]);
  await says(mod, '!appeal deny 1');
  expect(heard().at(-1)).toMatch(/Say why: `!appeal deny 1 because …`/);
});

test('another place is named by the owner of the bot alone; helpers and members see no appeals', async () => {
  const asked: string[] = [];
  const list = (where: string) => {
    asked.push(where);
    return Promise.resolve([]);
  };
  const { says, heard } = await bench([moderation, appeals], { appeals: deskWith({ list }) });
  await says(mod, '!appeals in:#tower');
  await says(person('eve', { standing: 'helper' }), '!appeals');
  await says(person('bob'), '!appeal view 1');

  expect(asked).toEqual([]);
  expect(heard()[0]).toMatch(/Only the owner of this bot may name another place/);
  for (const answer of heard().slice(1)) expect(answer).toMatch(/it takes `mod\.appeal`/);
});

test('against several things, it asks which; against none, it says so', async () => {
  const { says, heard } = await bench([moderation, appeals], { appeals: deskWith() });
  await says(person('bob'), '!appeal I was nice');

  expect(heard()[0]).toMatch(/nothing that was done to you/);
});
