/**
 * Commands: what they are called in a place, who may give them there and whether at all; and which of them stand in
 * the networks' own menu. How long one rests is the guard's (`cooldown set`).
 */
import { defineModule } from '../../sdk/index.ts';
import { configAccess } from './access.ts';
import {
  commandAlias,
  commandDisable,
  commandEnable,
  commandRename,
  commandUnalias,
} from './decide.ts';
import { slashlimit, sync } from './menu.ts';
import { texts } from './texts.ts';

export const commands = defineModule({
  name: 'commands',
  version: '1.0.0',
  capabilities: [
    {
      name: 'commands.access',
      least: 'communityOwner',
      text: 'Decide who may give which command.',
    },
    {
      name: 'commands.sync',
      least: 'instanceOwner',
      text: 'Tell the networks which commands there are.',
    },
  ],
  commands: [
    ...[commandDisable, commandEnable, commandRename, commandAlias, commandUnalias],
    ...[configAccess, slashlimit, sync],
  ],
  texts,
});
