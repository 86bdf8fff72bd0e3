/**
 * Privacy: what is kept of a person, for himself and for the owner of the bot, and how it is let go of. Every part of
 * the program tells and erases what is its own; the core asks them all.
 */
import { defineModule } from '../../sdk/index.ts';
import { privacyErase } from './erase.ts';
import { privacyExport } from './export.ts';
import { privacyForget, privacyMe } from './me.ts';
import { privacyRetention } from './retention.ts';
import { texts } from './texts.ts';

export const privacy = defineModule({
  name: 'privacy',
  version: '1.0.0',
  capabilities: [
    {
      name: 'privacy.manage',
      least: 'instanceOwner',
      text: 'Export and erase what is kept of a person, everywhere.',
    },
  ],
  commands: [privacyErase, privacyExport, privacyForget, privacyMe, privacyRetention],
  texts,
});
