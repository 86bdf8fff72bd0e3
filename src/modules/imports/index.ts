/**
 * Imports: what PetBot, Zoryx, mediabot and openguard left behind, shown first and taken when its person says so.
 * Reading and planning are elsewhere; here are the words.
 */
import { defineModule } from '../../sdk/index.ts';
import { importConfirm, importRead, importTake } from './take.ts';
import { texts } from './texts.ts';

export const imports = defineModule({
  name: 'imports',
  version: '1.0.0',
  capabilities: [
    {
      ...{ name: 'import.take', least: 'instanceOwner' },
      text: 'Take over what other programs left on this machine.',
    },
  ],
  commands: [importRead, importTake, importConfirm],
  texts,
});
