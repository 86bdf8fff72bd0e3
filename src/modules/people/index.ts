/** Who is who: people say themselves which of their identities on other networks are theirs. Staff look at them on the page. */
import { defineModule } from '../../sdk/index.ts';
import { peopleLink, peopleMe, peopleUnlink } from './link.ts';
import { texts } from './texts.ts';

export const people = defineModule({
  name: 'people',
  version: '1.0.0',
  commands: [peopleLink, peopleMe, peopleUnlink],
  texts,
});
