import {
  type CheckView,
  type HealthReport,
  type HealthSample,
  type Say,
  authorOf,
  channel,
  defineCommand,
  formatDuration,
  ok,
  optional,
  refuse,
} from '../../sdk/index.ts';

const common = { category: 'operators', capability: 'health.view', private: true } as const;
const samplesShown = 12;
const errorsShown = 20;

export const healthShow = defineCommand({
  ...{ ...common, name: 'health show', aliases: ['health', 'fw_diagnostics'] },
  args: {},
  needs: ['health'],
  run: async ({ health }) => ok(await health.report()),
  show: ({ state, checks, vitals }, say) => ({
    tone: tones[state],
    title: say('health show.title', { state: say('health.state', { state }) }),
    lines: [...checks.flatMap((check) => checkLines(check, say)), ...vitalLines(vitals, say)],
  }),
});

const tones = { ok: 'success', degraded: 'warning', critical: 'error' } as const satisfies Record<
  HealthReport['state'],
  string
>;

function checkLines({ name, state, text, todo }: CheckView, say: Say): readonly string[] {
  const found = say(text.key, text.facts);
  const line = `**${say(`health.name.${name}`)}** ${say('health.state', { state })}: ${found}`;
  return todo ? [line, `→ ${say(todo.key, todo.facts)}`] : [line];
}

const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

const vitalLines = (vitals: HealthReport['vitals'], say: Say): readonly string[] => [
  say('health show.process', {
    ...{ cpu: vitals.cpuPercent, memory: mebibytes(vitals.memoryBytes) },
    ...{ heap: mebibytes(vitals.heapBytes), handles: vitals.handles, runtime: vitals.runtime },
    up: formatDuration(Math.max(1000, vitals.upMs)),
  }),
  say('health show.work', {
    ...{ messages: vitals.messages, commands: vitals.commands, errors: vitals.errors },
    places: vitals.places,
  }),
];

export const healthHistory = defineCommand({
  ...{ ...common, name: 'health history', aliases: ['fw_history'] },
  args: {},
  needs: ['health', 'clock'],
  run: ({ health, clock }) => ok({ samples: health.history(), nowMs: clock.now() }),
  show: ({ samples, nowMs }, say) => ({
    tone: 'info',
    title: say('health history.title', { count: samples.length }),
    lines:
      samples.length === 0
        ? [say('health history.none')]
        : samples.slice(0, samplesShown).map((one) => sampleLine(one, nowMs, say)),
  }),
});

const sampleLine = (
  { atMs, state, unwell, lagMs, memoryBytes }: HealthSample,
  nowMs: number,
  say: Say,
): string =>
  say('health history.line', {
    ago: formatDuration(Math.max(1000, nowMs - atMs)),
    state: say('health.state', { state }),
    names: unwell.map((name) => say(`health.name.${name}`)).join(', '),
    ...{ lag: lagMs, memory: mebibytes(memoryBytes) },
  });

export const healthErrors = defineCommand({
  ...{ ...common, name: 'health errors', aliases: ['fw_errors'] },
  args: {},
  needs: ['health', 'clock'],
  run: ({ health, clock }) =>
    ok({ errors: health.errors().slice(0, errorsShown), nowMs: clock.now() }),
  show: ({ errors, nowMs }, say) => ({
    tone: errors.length === 0 ? 'success' : 'warning',
    title: say('health errors.title'),
    lines:
      errors.length === 0
        ? [say('health errors.none')]
        : errors.map(({ atMs, message, problem = '', reference }) =>
            say('health errors.line', {
              ...{ ago: formatDuration(Math.max(1000, nowMs - atMs)), message, problem },
              reference: reference ?? 'none',
            }),
          ),
  }),
});

export const healthAlert = defineCommand({
  ...{ ...common, name: 'health alert', aliases: ['fw_alert_channel'] },
  args: { channel: optional(channel()) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const { where } = call;
    const meant = args.channel ?? (where.space && { id: where.channel, name: where.name });
    if (!meant) return refuse('health alert.where');
    const set = await settings.write('health.alertChannel', 'instance', meant.id, authorOf(call));
    return set.ok ? ok(meant.name) : set;
  },
  show: (place, say) => ({ tone: 'success', say: say('health alert.done', { place }) }),
});
