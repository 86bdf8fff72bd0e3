import {
  type Place,
  type Result,
  type Scope,
  type SettingPlace,
  type Settings,
  channel,
  communityOf,
  defineCommand,
  duration,
  formatDuration,
  ok,
  optional,
  word,
} from '../../sdk/index.ts';
import { layerMeant, placeMeant } from './reach.ts';

const mode = 'guard.outputMode';
const fields = {
  max: 'guard.outputMax',
  period: 'guard.outputWindowMs',
  wait: 'guard.outputSilenceMs',
} as const;

const seconds = () => duration({ example: '30s', bareSeconds: true });

/** Shows or sets how much a channel is told. What is not given stays as it is. */
export const floodOutput = defineCommand({
  name: 'flood output',
  aliases: ['antifloodset', 'flood_output'],
  category: 'operators',
  capability: 'guard.manage',
  args: {
    channel: optional(channel({ example: '#castle' })),
    max: optional(word({ example: '5', maxLength: 10 })),
    period: optional(seconds()),
    wait: optional(duration({ example: '5m', bareSeconds: true })),
  },
  needs: ['settings', 'guard', 'permissions'],
  async run(call) {
    const { args, settings, guard, caller } = call;
    const where = placeMeant(args.channel, call);
    if (!where.ok) return where;
    const layer = layerMeant(undefined, where.value, call);
    if (!layer.ok) return layer;
    const wanted = changesFrom(args);
    const written = await write(wanted, layer.value, { settings, by: caller.id });
    if (!written.ok) return written;
    // What was silent by other numbers is not by these; what waits is said from now on.
    if (wanted.length > 0) guard.lift(where.value);
    const place = placeOf(layer.value, where.value);
    return ok({
      name: layer.value === 'instance' ? undefined : where.value.name,
      now:
        layer.value === 'instance'
          ? undefined
          : guard.output(where.value).find((one) => one.place !== undefined),
      changed: wanted.length > 0,
      mode: settings.readText(mode, place),
      max: settings.readNumber(fields.max, place),
      periodMs: settings.readNumber(fields.period, place),
      silenceMs: settings.readNumber(fields.wait, place),
      backlog: settings.readNumber('guard.outputBacklog', place),
      drainMs: settings.readNumber('guard.outputDrainMs', place),
    });
  },
  show({ name, changed, mode: state, now, ...numbers }, say) {
    const facts = {
      ...{ max: numbers.max, backlog: numbers.backlog },
      period: formatDuration(numbers.periodMs),
      silence: formatDuration(numbers.silenceMs),
      drain: formatDuration(numbers.drainMs),
    };
    const line = say(state === 'off' ? 'flood output.off' : 'flood output.limit', {
      ...facts,
      mode: state,
    });
    const lines = now
      ? [line, say('flood output.now', { ...now, left: formatDuration(now.silentForMs) })]
      : [line];
    return {
      tone: changed ? 'success' : 'info',
      title:
        name === undefined
          ? say('flood output.everywhere')
          : say('flood output.title', { place: name }),
      lines,
    };
  },
});

/** Where the numbers are read that hold on a layer: one channel, or every place. */
const placeOf = (layer: Scope, { channel: id, space }: Place): SettingPlace =>
  layer === 'instance' || space === undefined
    ? {}
    : { channel: id, space, community: communityOf(space) };

interface Change {
  readonly setting: string;
  readonly typed: string;
}

/** Any number given switches the limit on. */
function changesFrom(args: {
  readonly max: string | undefined;
  readonly period: number | undefined;
  readonly wait: number | undefined;
}): readonly Change[] {
  const max = args.max?.toLowerCase();
  const bare = max === 'on' || max === 'off';
  const numbers = [
    ...(max === undefined || bare ? [] : [{ setting: fields.max, typed: max }]),
    ...(args.period === undefined ? [] : [{ setting: fields.period, typed: `${args.period}ms` }]),
    ...(args.wait === undefined ? [] : [{ setting: fields.wait, typed: `${args.wait}ms` }]),
  ];
  if (numbers.length === 0 && !bare) return [];
  return [...numbers, { setting: mode, typed: max === 'off' ? 'off' : 'live' }];
}

/** All or nothing: what does not fit is found before anything is written. */
async function write(
  changes: readonly Change[],
  scope: Scope,
  { settings, by }: { readonly settings: Settings; readonly by: string },
): Promise<Result<void>> {
  for (const { setting, typed } of changes) {
    const read = settings.declared().get(setting)?.parse(typed);
    if (read?.ok === false) return read;
  }
  for (const { setting, typed } of changes) {
    const changed = await settings.write(setting, scope, typed, by);
    if (!changed.ok) return changed;
  }
  return ok(undefined);
}
