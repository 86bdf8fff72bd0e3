/**
 * The log of events: where staff have what happens written down, and what of it.
 */
import { defineModule } from '../../sdk/index.ts';
import { eventlogKinds, eventlogRecent, eventlogStatus } from './look.ts';
import { eventlogOff, eventlogSkip, eventlogTell, eventlogTo } from './change.ts';
import { texts } from './texts.ts';

export const eventlog = defineModule({
  name: 'eventlog',
  version: '1.0.0',
  capabilities: [
    { name: 'eventlog.view', least: 'moderator', text: 'See the log of events.' },
    { name: 'eventlog.manage', least: 'administrator', text: 'Choose what is logged, and where.' },
  ],
  commands: [
    ...[eventlogKinds, eventlogOff, eventlogRecent, eventlogSkip, eventlogStatus],
    ...[eventlogTell, eventlogTo],
  ],
  texts,
});
