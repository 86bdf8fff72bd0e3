import { defineCommand, ok, refuse } from '../../sdk/index.ts';

/** Only where answers are cut (IRC): it says the rest itself, so there is nothing left to show. */
export const more = defineCommand({
  name: 'more',
  category: 'basics',
  hidden: true,
  args: {},
  needs: ['connections'],
  run: async ({ where, caller, connections }) =>
    (await connections.more(where, caller)) ? ok('') : refuse('more.nothing'),
  show: () => ({}),
});
