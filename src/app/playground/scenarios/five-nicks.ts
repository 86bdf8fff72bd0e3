import { flooding } from './flooding.ts';
import type { Scenario } from './scenario.ts';

const turns = 6;

export const fiveNicks: Scenario = {
  id: 'five-nicks',
  title: 'Five nicks',
  description: `Five people send ${turns} commands each within three seconds, none of them too fast alone. The channel falls silent; a bystander talks in #random.`,
  total: turns,
  play: flooding({
    names: ['spammer1', 'spammer2', 'spammer3', 'spammer4', 'spammer5'],
    ...{ turns, everyMs: 500, innocent: 'elsewhere' },
    commands: ['!choose tea # | coffee #', '!ping', '!about'],
    over: 'The five are forgiven and gone.',
  }),
};
