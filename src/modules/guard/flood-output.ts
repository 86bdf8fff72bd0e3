import {
  type Call,
  type Place,
  type Ports,
  type Result,
  type Scope,
  type Settings,
  type SettingPlace,
  type Thing,
  channel,
  communityOf,
  defineCommand,
  duration,
  formatDuration,
  ok,
  optional,
  refuse,
  word,
} from '../../sdk/index.ts';

const mode = 'guard.outputMode';
const fields = {
  max: 'guard.outputMax',
  period: 'guard.outputWindowMs',
  wait: 'guard.outputSilenceMs',
} as const;

/** Where a limit is shown and set: one channel; from the console, where none is named, every place. */
interface Spot {
  readonly name?: string;
  readonly where?: Place;
  readonly scope: Scope;
  readonly place: SettingPlace;
}

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
    const spot = spotMeant(args.channel, call);
    if (!spot.ok) return spot;
    const wanted = changesFrom(args);
    const changed = await write(wanted, spot.value.scope, { settings, by: caller.id });
    if (!changed.ok) return changed;
    const { place, where, name } = spot.value;
    const now = where && guard.output(where).find((layer) => layer.place !== undefined);
    return ok({
      name,
      changed: wanted.length > 0,
      mode: settings.readText(mode, place),
      max: settings.readNumber(fields.max, place),
      periodMs: settings.readNumber(fields.period, place),
      silenceMs: settings.readNumber(fields.wait, place),
      backlog: settings.readNumber('guard.outputBacklog', place),
      drainMs: settings.readNumber('guard.outputDrainMs', place),
      now,
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

type Asked = Pick<Call<unknown>, 'caller' | 'where' | 'community'> & Pick<Ports, 'permissions'>;

/** The channel that is named, else the one here. Not one of other people's. */
function spotMeant(named: Thing | undefined, asked: Asked): Result<Spot> {
  const { caller, community, permissions } = asked;
  const owner = permissions.rankOf({ actor: caller }) === 'instanceOwner';
  const where = named ? named.place : asked.where;
  if (where?.space === undefined) {
    if (named || asked.where.platform !== 'console') return refuse('flood output.which-channel');
    return ok({ scope: 'instance', place: {} });
  }
  const own = communityOf(where.space);
  if (own !== community && !owner) return refuse('flood output.not-yours', { place: where.name });
  const { channel: id, space, name } = where;
  return ok({
    ...{ name, where, scope: `channel:${id}` },
    place: { channel: id, space, community: own },
  });
}

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
    ...(args.period === undefined ? [] : [{ setting: fields.period, typed: String(args.period) }]),
    ...(args.wait === undefined ? [] : [{ setting: fields.wait, typed: String(args.wait) }]),
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
