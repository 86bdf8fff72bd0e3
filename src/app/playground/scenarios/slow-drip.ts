import { flooding } from './flooding.ts';
import type { Scenario } from './scenario.ts';

const turns = 40;
/** Five in a little more than five seconds: the window never closes. */
const everyMs = 1050;

export const slowDrip: Scenario = {
  id: 'slow-drip',
  title: 'Slow drip at the edge of the window',
  description: `One person sends ${turns} commands, each just late enough for the window of five in five seconds. The allowance of the minute ends it.`,
  total: turns,
  play: flooding({
    names: ['spammer'],
    ...{ turns, everyMs, innocent: 'here' },
    commands: ['!choose tea # | coffee #', '!ping', '!about', '!help'],
    over: 'The drip has run dry.',
  }),
};
