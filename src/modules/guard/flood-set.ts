import {
  type LimitsInForce,
  type Place,
  type Ports,
  type Scope,
  type StageMode,
  channel,
  choice,
  defineCommand,
  duration,
  formatDuration,
  integer,
  ok,
  optional,
} from '../../sdk/index.ts';
import { layerMeant, placeMeant } from './reach.ts';

/** What each value may be; what lies outside becomes the nearest (systems.md M12, M22). */
const ranges = {
  window: { setting: 'guard.channelWindowMs', min: 1000, max: 3_600_000 },
  max: { setting: 'guard.channelMax', min: 1, max: 64 },
  silence: { setting: 'guard.channelSilenceMs', min: 1000, max: 86_400_000 },
} as const;
type Field = keyof typeof ranges;
const fields = ['window', 'max', 'silence'] as const;

type Given = Readonly<Record<Field, number | undefined>> & { readonly mode: StageMode | undefined };

interface Shown {
  /** Undefined: every place that has nothing of its own. */
  readonly place: string | undefined;
  readonly limits: LimitsInForce;
  readonly changed: boolean;
  /** What was asked for and could not be, with what it became. */
  readonly clamped: readonly { readonly field: Field; readonly value: number }[];
}

export const floodSet = defineCommand({
  name: 'flood set',
  aliases: ['floodset', 'flood_set'],
  category: 'operators',
  capability: 'guard.manage',
  args: {
    channel: optional(channel({ example: '#castle' })),
    window: optional(duration({ example: '10', bareSeconds: true })),
    max: optional(integer({ example: '4' })),
    silence: optional(duration({ example: '60', bareSeconds: true })),
    mode: optional(
      choice<StageMode>(['live', 'watch', 'shadow', 'off'], {
        'warn-only': 'watch',
        warn: 'watch',
        on: 'live',
      }),
    ),
  },
  needs: ['guard', 'permissions', 'settings'],
  async run(call) {
    const { args, caller, guard, settings } = call;
    const place = placeMeant(args.channel, call);
    if (!place.ok) return place;
    const layer = layerMeant(undefined, place.value, call);
    if (!layer.ok) return layer;
    const changes = changesIn(args);
    for (const { setting, value } of changes.list) {
      const written = await settings.write(setting, layer.value, value, caller.id);
      if (!written.ok) return written;
    }
    const changed = changes.list.length > 0;
    if (changed) guard.lift(place.value);
    return ok<Shown>({ ...shownAt(place.value, layer.value, guard), changed, ...changes });
  },
  show({ place, limits, changed, clamped }, say) {
    const { max, windowMs, silenceMs } = limits.channel;
    return {
      tone: changed ? 'success' : 'info',
      title: place === undefined ? say('flood set.everywhere') : say('flood set.title', { place }),
      lines: [
        say('flood set.limits', {
          ...{ max, window: formatDuration(windowMs), silence: formatDuration(silenceMs) },
        }),
        say('flood set.mode', { mode: limits.modes.channel }),
        ...clamped.map(({ field, value }) =>
          say('flood set.clamped', {
            field,
            value: field === 'max' ? value : formatDuration(value),
          }),
        ),
      ],
    };
  },
});

const shownAt = (place: Place, layer: Scope, guard: Ports['guard']) => ({
  place: layer === 'instance' ? undefined : place.name,
  limits: guard.limits(place),
});

/** Only what was given changes; the rest stays as it was. */
function changesIn(given: Given) {
  const list: { setting: string; value: string }[] = [];
  const clamped: { field: Field; value: number }[] = [];
  for (const field of fields) {
    const asked = given[field];
    if (asked === undefined) continue;
    const { setting, min, max } = ranges[field];
    const value = Math.min(max, Math.max(min, asked));
    if (value !== asked) clamped.push({ field, value });
    list.push({ setting, value: field === 'max' ? String(value) : `${value}ms` });
  }
  if (given.mode !== undefined) list.push({ setting: 'guard.channelMode', value: given.mode });
  return { list, clamped };
}
