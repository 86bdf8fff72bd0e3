import { expect, test } from 'vitest';
import { unopenedDirect } from '../data/play-state.ts';
import { pickedIn } from './play-choices.ts';

const person = (id: string) => ({ id, name: id, standing: 'member', colour: '#000000' }) as const;
const network = {
  id: 'discord',
  bot: 'castellan',
  people: [person('ann'), person('bob')],
  channels: [
    { id: 'general', name: 'general', kind: 'public' },
    { id: 'staff', name: 'staff', kind: 'public', visibleTo: ['ann'] },
    { id: 'dm-ann', name: 'castellan', kind: 'direct', person: 'ann' },
  ],
} as const;
const picked = (who?: string, channel?: string) => {
  const found = pickedIn(network, {
    person: who === undefined ? {} : { discord: who },
    channel: channel === undefined ? {} : { discord: channel },
    hintDone: false,
  });
  return [found.person?.id, found.channel?.id];
};

test('begins with the first person in the first channel', () => {
  expect(picked()).toEqual(['ann', 'general']);
  expect(picked('gone', 'gone')).toEqual(['ann', 'general']);
});

test('leaves a channel that the next person cannot see', () => {
  expect(picked('ann', 'staff')).toEqual(['ann', 'staff']);
  expect(picked('bob', 'staff')).toEqual(['bob', 'general']);
});

test('goes from one person’s conversation with the bot to the next one’s', () => {
  expect(picked('bob', 'dm-ann')).toEqual(['bob', unopenedDirect]);
  expect(picked('ann', unopenedDirect)).toEqual(['ann', 'dm-ann']);
});
