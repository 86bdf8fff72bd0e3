import { defineCommand, err, ok, refuse } from '../../sdk/index.ts';

/** Only where answers are cut (IRC): it says the rest itself, so there is nothing left to show. */
export const more = defineCommand({
  name: 'more',
  category: 'basics',
  hidden: true,
  args: {},
  needs: ['connections'],
  async run({ where, caller, connections }) {
    const said = await connections.more(where, caller);
    if (!said) return refuse('more.nothing');
    return said.guarded?.verdict === 'refuse' ? err(said.guarded.why) : ok('');
  },
  show: () => ({}),
});
