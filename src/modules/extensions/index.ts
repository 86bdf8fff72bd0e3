/**
 * Extensions: how the owner of the bot sees what is loaded, loads, unloads and reloads it. The loader is in `src/extensions`.
 */
import { defineModule, setting } from '../../sdk/index.ts';
import { extensionsCheck, extensionsInfo, extensionsList, manage } from './look.ts';
import { extensionsLog } from './log.ts';
import { alertChannel } from './alert-channel.ts';
import { allow, enforce, load, reload, revoke, trust, unload } from './steer.ts';
import { texts } from './texts.ts';

export const extensions = defineModule({
  name: 'extensions',
  version: '1.0.0',
  capabilities: [
    { name: manage, least: 'instanceOwner', text: 'See, load, unload and reload extensions.' },
  ],
  settings: {
    'extensions.alertChannel': setting.channel({
      text: 'Where alerts about extensions are told; where nothing is set, in the operators’ channel.',
    }),
    'extensions.enforceDependencies': setting.boolean({
      default: true,
      text: 'Whether an extension is refused whose needs are not met; else it is only warned of.',
    }),
    'extensions.enforceConflicts': setting.boolean({
      default: true,
      text: 'Whether an extension is refused that conflicts with one that is loaded; else it is only warned of.',
    }),
  },
  commands: [
    ...[
      alertChannel,
      allow,
      enforce,
      extensionsCheck,
      extensionsInfo,
      extensionsList,
      extensionsLog,
    ],
    ...[load, reload, revoke, trust, unload],
  ],
  texts,
});
