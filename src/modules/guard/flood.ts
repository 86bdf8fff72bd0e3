import {
  type Ports,
  type Say,
  channel,
  defineCommand,
  formatDuration,
  ok,
  optional,
  refuse,
} from '../../sdk/index.ts';
import { channelMeant, countsEverywhere, placeMeant } from './reach.ts';

type Guard = Ports['guard'];

/** Everything that the guard holds back, layer by layer. */
interface Layers {
  readonly output: ReturnType<Guard['output']>;
  readonly channels: ReturnType<Guard['channels']>;
  readonly held: ReturnType<Guard['held']>;
  readonly near: ReturnType<Guard['near']>;
}

/** The longest list of one layer. */
const mostOfOne = 10;

export const floodStatus = defineCommand({
  name: 'flood status',
  aliases: ['floodstatus', 'flood_status'],
  category: 'operators',
  capability: 'guard.view',
  args: { channel: optional(channel({ example: '#castle' })) },
  needs: ['guard', 'permissions'],
  run(call) {
    const { args, guard } = call;
    const place = placeMeant(args.channel, call);
    if (!place.ok) return place;
    const where = !args.channel && countsEverywhere(call) ? undefined : place.value;
    return ok<Layers>({
      output: guard.output(where),
      channels: guard.channels(where),
      held: guard.held(where),
      near: guard.near(where),
    });
  },
  show(layers, say) {
    const lines = linesOf(layers, say);
    return {
      tone: layers.held.length > 0 ? 'warning' : 'success',
      title: say('flood status.title'),
      lines: lines.length === 0 ? [say('flood status.quiet')] : lines,
    };
  },
});

/** Silences, which the lines of their own layers tell of. */
const shownAsLayers: ReadonlySet<string> = new Set(['channel', 'output', 'output-global']);

/** From what holds for all to what holds for one. */
const linesOf = ({ output, channels, held, near }: Layers, say: Say): readonly string[] => [
  ...some(output, (one) => outputLine(one, say), say),
  ...some(channels, (one) => channelLine(one, say), say),
  ...some(
    held.filter(({ stage }) => !shownAsLayers.has(stage)),
    (one) => heldLine(one, say),
    say,
  ),
  ...some(near, (one) => nearLine(one, say), say),
];

function some<Item>(
  items: readonly Item[],
  lineOf: (item: Item) => string,
  say: Say,
): readonly string[] {
  const shown = items.slice(0, mostOfOne).map(lineOf);
  const left = items.length - shown.length;
  return left > 0 ? [...shown, say('flood status.more', { count: left })] : shown;
}

function outputLine(layer: Layers['output'][number], say: Say): string {
  const { connection, place, count, max, windowMs, silentForMs, waiting } = layer;
  const what =
    place === undefined
      ? say('flood status.all-output', { connection })
      : say('flood status.output', { place });
  const state =
    silentForMs > 0
      ? say('flood status.silent', { left: formatDuration(silentForMs) })
      : say('flood status.count', { count, max, window: formatDuration(windowMs) });
  return waiting > 0
    ? `${what}: ${state}, ${say('flood status.waiting', { waiting })}`
    : `${what}: ${state}`;
}

function channelLine(layer: Layers['channels'][number], say: Say): string {
  const { place, count, max, windowMs, silentForMs, mode } = layer;
  const state =
    silentForMs > 0
      ? say('flood status.silent', { left: formatDuration(silentForMs) })
      : say('flood status.count', { count, max, window: formatDuration(windowMs) });
  return say('flood status.channel', { place, state, mode });
}

function heldLine(held: Layers['held'][number], say: Say): string {
  const { reason, actor, channel: there, name, place, command, leftMs } = held;
  return say(`flood status.held.${reason}`, {
    kind: there === undefined ? 'direct' : 'channel',
    who: name ?? shortName(actor ?? ''),
    place: place ?? shortName(there ?? ''),
    command: command ?? '',
    left: formatDuration(leftMs),
  });
}

const nearLine = ({ name, ...rest }: Layers['near'][number], say: Say): string =>
  say('flood status.near', { who: name, ...rest });

/** The last part of an actor's id or a channel's id is what people know it by. */
const shortName = (id: string): string =>
  id.slice(Math.max(id.lastIndexOf(':'), id.indexOf('/')) + 1);

export const floodLift = defineCommand({
  name: 'flood lift',
  aliases: ['floodlift', 'flood_lift'],
  category: 'operators',
  capability: 'guard.manage',
  args: { channel: optional(channel({ example: '#castle' })) },
  needs: ['guard', 'permissions'],
  run(call) {
    const place = channelMeant(call.args.channel, call);
    if (!place.ok) return place;
    return call.guard.lift(place.value)
      ? ok(place.value.name)
      : refuse('flood lift.none', { place: place.value.name });
  },
  show: (place, say) => ({ tone: 'success', say: say('flood lift.done', { place }) }),
});
