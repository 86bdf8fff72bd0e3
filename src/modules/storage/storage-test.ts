import { defineCommand, ok } from '../../sdk/index.ts';

export const storageTest = defineCommand({
  name: 'storage test',
  aliases: ['atomictest'],
  category: 'operators',
  capability: 'storage.view',
  private: true,
  args: {},
  needs: ['storage'],
  run: async ({ storage }) => ok(await storage.test()),
  show: (checks, say) => {
    const bad = checks.filter(({ problem }) => problem !== undefined).length;
    return {
      tone: bad > 0 ? 'error' : 'success',
      title: say('storage test.title', { bad }),
      lines: checks.map(({ name, tookMs, problem }) =>
        say('storage test.line', {
          ...{ check: name, ms: tookMs.toFixed(1), problem: problem ?? '' },
          well: problem === undefined ? 'yes' : 'no',
        }),
      ),
    };
  },
});
