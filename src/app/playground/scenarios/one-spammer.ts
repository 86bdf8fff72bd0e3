import { flooding } from './flooding.ts';
import type { Scenario } from './scenario.ts';

/** Long enough for three windows: the third is one too many. */
const turns = 80;
const everyMs = 200;

export const oneSpammer: Scenario = {
  id: 'one-spammer',
  title: 'One spammer',
  description: `One person sends ${turns} commands within ${(turns * everyMs) / 1000} seconds, in #castle on IRC and in #general on Discord, where a bystander talks too.`,
  total: turns,
  play: flooding({
    names: ['spammer'],
    ...{ turns, everyMs, innocent: 'here' },
    commands: ['!choose tea # | coffee #'],
    over: 'The spammer is forgiven and gone.',
  }),
};
