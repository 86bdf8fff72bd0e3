import { defineCommand, formatDuration, ok } from '../../sdk/index.ts';

export const about = defineCommand({
  name: 'about',
  aliases: ['botinfo', 'framework'],
  category: 'basics',
  args: {},
  needs: ['product', 'clock', 'connections'],
  run: ({ product, clock, connections }) =>
    ok({
      name: product.name,
      version: product.version,
      upMs: clock.now() - product.startedAtMs,
      // The console is a way in, not a network.
      networks: connections.list().filter(({ platform }) => platform !== 'console').length,
    }),
  show: ({ name, version, upMs, networks }, say) => ({
    tone: 'info',
    title: `${name} ${version}`,
    lines: [
      say('about.what'),
      say('about.up', { up: formatDuration(upMs), networks }),
      say('about.licence'),
    ],
  }),
});
