/**
 * Raid: how operators see raids, set a level by hand, and lift it. Judging and acting are elsewhere. Its rights are
 * those of the guard.
 */
import { defineModule } from '../../sdk/index.ts';
import { raidLevel, raidLift, raidStatus } from './raid.ts';
import { texts } from './texts.ts';

export const raid = defineModule({
  name: 'raid',
  version: '1.0.0',
  commands: [raidLevel, raidLift, raidStatus],
  texts,
});
