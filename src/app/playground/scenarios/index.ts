/** Attacks, and what only looks like one, to play at the bot on both simulated networks. */
import { fiveNicks } from './five-nicks.ts';
import { netsplit } from './netsplit.ts';
import { nickChanger } from './nick-changer.ts';
import { oneSpammer } from './one-spammer.ts';
import { raidOf500 } from './raid-of-500.ts';
import type { Scenario } from './scenario.ts';
import { slowDrip } from './slow-drip.ts';

export type { Progress, Scenario, Stage } from './scenario.ts';

/** What can be played, in the order shown. */
export const scenarios: readonly Scenario[] = [
  oneSpammer,
  fiveNicks,
  slowDrip,
  nickChanger,
  raidOf500,
  netsplit,
];
