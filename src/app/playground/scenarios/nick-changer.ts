import { flooding } from './flooding.ts';
import type { Scenario } from './scenario.ts';

const turns = 80;
const each = 8;

export const nickChanger: Scenario = {
  id: 'nick-changer',
  title: 'Nick-changer',
  description: `One person sends ${turns} commands within ${turns / 5} seconds and takes another name after every ${each}. Who it is stays the same.`,
  total: turns,
  play: flooding({
    names: ['spammer'],
    ...{ turns, everyMs: 200, innocent: 'here' },
    commands: ['!choose tea # | coffee #', '!ping', '!about'],
    renames: (turn) => (turn > 0 && turn % each === 0 ? `spammer${turn}` : undefined),
    over: 'The nick-changer is forgiven and gone.',
  }),
};
