import {
  type ConnectionStatus,
  type Tally,
  defineCommand,
  formatDuration,
  ok,
} from '../../sdk/index.ts';

interface Stats {
  readonly tally: Tally;
  readonly upMs: number;
  readonly spaces: number;
  readonly members: number;
  readonly online: number;
  readonly connections: number;
  readonly memoryMiB: number;
}

export const stats = defineCommand({
  name: 'stats',
  category: 'basics',
  args: {},
  needs: ['tally', 'connections', 'product', 'clock'],
  run({ tally, connections, product, clock }) {
    const all = connections.list().filter(({ platform }) => platform !== 'console');
    const sum = (of: (status: ConnectionStatus) => number) =>
      all.reduce((total, status) => total + of(status), 0);
    return ok<Stats>({
      tally: tally(),
      upMs: clock.now() - product.startedAtMs,
      spaces: sum((status) => status.spaces),
      members: sum((status) => status.members),
      online: all.filter((status) => status.link.state === 'online').length,
      connections: all.length,
      memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
    });
  },
  show: ({ tally, upMs, ...counts }, say) => ({
    tone: 'info',
    title: say('stats.title'),
    lines: [
      say('stats.networks', { online: counts.online, all: counts.connections }),
      say('stats.places', { spaces: counts.spaces, members: counts.members }),
      say('stats.work', {
        messages: tally.messages,
        commands: tally.commands,
        percent: errorPercent(tally),
      }),
      say('stats.process', { up: formatDuration(upMs), memory: counts.memoryMiB }),
    ],
    ...(tally.top.length > 0 && { footer: say('stats.top', { names: topOf(tally) }) }),
  }),
});

const errorPercent = ({ commands, errors }: Tally): number =>
  commands === 0 ? 0 : Math.round((errors / commands) * 1000) / 10;

const topOf = ({ top }: Tally): string =>
  top.map(({ command, uses }) => `${command} ${uses}`).join(', ');
