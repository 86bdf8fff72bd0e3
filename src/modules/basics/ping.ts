import { defineCommand, ok } from '../../sdk/index.ts';

export const ping = defineCommand({
  name: 'ping',
  category: 'basics',
  args: {},
  needs: ['connections'],
  run({ where, connections }) {
    const latencyMs = connections.find(where.connection)?.latencyMs;
    return ok(latencyMs === undefined ? {} : { latencyMs: Math.round(latencyMs) });
  },
  show: ({ latencyMs }: { latencyMs?: number }, say) =>
    latencyMs === undefined ? say('ping.pong') : say('ping.latency', { latencyMs }),
});
