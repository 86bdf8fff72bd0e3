/**
 * Hooks: how the owner of the bot sees which code listens for what happens, how it fares, and switches it off. The bus
 * is in the core.
 */
import { defineModule } from '../../sdk/index.ts';
import { hooksHistory, hooksList } from './look.ts';
import { hooksAlert, hooksDisable, hooksEnable, hooksReset } from './steer.ts';
import { texts } from './texts.ts';

export const hooks = defineModule({
  name: 'hooks',
  version: '1.0.0',
  capabilities: [
    {
      name: 'hooks.manage',
      least: 'instanceOwner',
      text: 'See what listens for events, and switch it off and on.',
    },
  ],
  commands: [hooksAlert, hooksDisable, hooksEnable, hooksHistory, hooksList, hooksReset],
  texts,
});
