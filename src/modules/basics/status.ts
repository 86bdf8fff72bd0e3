import {
  type ConnectionStatus,
  type Say,
  defineCommand,
  escapeMarkup,
  formatDuration,
  ok,
} from '../../sdk/index.ts';

export const status = defineCommand({
  name: 'status',
  category: 'operators',
  capability: 'status.view',
  args: {},
  needs: ['connections', 'clock'],
  run: ({ connections, clock }) => ok({ list: connections.list(), nowMs: clock.now() }),
  show: ({ list, nowMs }, say) => ({
    tone: 'info',
    title: say('status.title'),
    lines: list.flatMap((one) => [line(one, nowMs, say), ...one.warnings.map(escapeMarkup)]),
  }),
});

function line(
  { connection, server, link, self }: ConnectionStatus,
  nowMs: number,
  say: Say,
): string {
  const state = say('status.state', {
    state: link.state,
    up: link.state === 'online' ? formatDuration(nowMs - link.sinceMs) : '',
    wait: link.state === 'waiting' ? formatDuration(link.retryAtMs - nowMs) : '',
  });
  const problem = 'problem' in link ? ` — ${link.problem}` : '';
  return `**${connection}** (${escapeMarkup(`${self ?? '-'} @ ${server}`)}): ${state}${escapeMarkup(problem)}`;
}
