/**
 * Extensions: how the owner of the bot sees what is loaded, loads, unloads and reloads it. The loader is in `src/extensions`.
 */
import { defineModule, setting } from '../../sdk/index.ts';
import { extensionsCheck, extensionsInfo, extensionsList, manage } from './look.ts';
import { extensionsLog } from './log.ts';
import { allow, enforce, load, reload, revoke, trust, unload } from './steer.ts';
import { texts } from './texts.ts';

export const extensions = defineModule({
  name: 'extensions',
  version: '1.0.0',
  capabilities: [
    { name: manage, least: 'instanceOwner', text: 'See, load, unload and reload extensions.' },
  ],
  settings: {
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
    ...[allow, enforce, extensionsCheck, extensionsInfo, extensionsList, extensionsLog],
    ...[load, reload, revoke, trust, unload],
  ],
  texts,
});
