/**
 * Market: how people see what others offer, and how the owner of the bot installs, enables and takes it back. What asks
 * the indexes and checks what comes is in `src/extensions/market`.
 */
import { defineModule, marketLicences } from '../../sdk/index.ts';
import {
  deps,
  enable,
  install,
  installed,
  instance,
  refresh,
  rollback,
  uninstall,
  update,
} from './change.ts';
import { manage } from './common.ts';
import { browse, info, search } from './look.ts';
import { accept, menu, terms } from './terms.ts';
import { texts } from './texts.ts';

export const market = defineModule({
  name: 'market',
  version: '1.0.0',
  capabilities: [
    { name: manage, least: 'instanceOwner', text: 'Install, enable and roll back extensions.' },
  ],
  tables: [marketLicences],
  commands: [
    ...[menu, terms, accept, browse, search, info],
    ...[install, update, enable, rollback, uninstall, refresh, installed, deps, instance],
  ],
  texts,
});
