import {
  type Changed,
  type Place,
  type Result,
  type Settings,
  channel,
  choice,
  defineCommand,
  formatDuration,
  ok,
  optional,
  parseDuration,
  refuse,
  suggestCommands,
  word,
} from '../../sdk/index.ts';
import { commandNamed } from './command-named.ts';
import { type Listed, cooldownsIn } from './cooldown.ts';
import { layerMeant, placeMeant, scopes } from './reach.ts';

/** The longest that a command may rest (systems.md M21). */
const mostSeconds = 3600;

interface Shown extends Listed {
  /** What was just set; without it the list is shown. */
  readonly set?: { readonly command: string; readonly lengthMs: number; readonly clamped: boolean };
}

export const cooldownSet = defineCommand({
  name: 'cooldown set',
  aliases: ['cmdcooldown', 'cooldownset', 'cooldown_set'],
  category: 'operators',
  capability: 'guard.manage',
  args: {
    channel: optional(channel({ example: '#castle' })),
    command: optional(word({ example: 'ai', suggest: suggestCommands })),
    seconds: optional(word({ example: '10' })),
    scope: optional(choice(scopes)),
  },
  needs: ['guard', 'permissions', 'settings', 'catalogue'],
  async run(call) {
    const { args, guard } = call;
    const place = placeMeant(args.channel, call);
    if (!place.ok) return place;
    const list = (): Listed => listedAt(place.value, guard.cooldowns(place.value));
    if (args.command === undefined) return ok<Shown>(list());
    const command = commandNamed(args.command, call);
    if (!command.ok) return command;
    if (args.seconds === undefined) return ok<Shown>(only(list(), command.value));
    const wanted = wantedIn(args.seconds);
    if (!wanted.ok) return wanted;
    const layer = layerMeant(args.scope, place.value, call);
    if (!layer.ok) return layer;
    const { settings, caller } = call;
    const where = { name: guard.cooldownSetting(command.value), layer: layer.value, by: caller.id };
    const written = await write(settings, where, wanted.value);
    if (!written.ok) return written;
    guard.clearCooldowns(place.value, command.value);
    const lengthMs = Number(written.value.after) * 1000;
    const set = { command: command.value, lengthMs, clamped: wanted.value.clamped };
    return ok<Shown>({ ...list(), set });
  },
  show({ set, ...listed }, say) {
    if (!set) return cooldownsIn(listed, say);
    const { command, lengthMs, clamped } = set;
    const facts = { command, length: formatDuration(lengthMs), rests: lengthMs > 0 ? 'yes' : 'no' };
    return {
      tone: 'success',
      say: say('cooldown set.done', { ...facts, place: listed.place }),
      ...(clamped && { lines: [say('cooldown set.clamped')] }),
    };
  },
});

const listedAt = ({ name: place }: Place, cooldowns: Listed['cooldowns']): Listed => ({
  ...{ place, cooldowns },
});

const only = ({ place, cooldowns }: Listed, wanted: string): Listed => ({
  place,
  cooldowns: cooldowns.filter(({ command }) => command === wanted),
});

interface Wanted {
  readonly seconds: number;
  /** What was set here goes, and the word of the wider place holds. */
  readonly remove: boolean;
  readonly clamped: boolean;
}

/** `10`, `90s`, `2m`; `0` takes the override away, `off` lets the command never rest. */
function wantedIn(typed: string): Result<Wanted> {
  if (/^(off|none|non)$/i.test(typed)) return ok({ seconds: 0, remove: false, clamped: false });
  const durationMs = parseDuration(/^\d{1,12}$/.test(typed) ? `${typed}s` : typed);
  if (durationMs === undefined) return refuse('cooldown set.bad-length', { typed });
  const seconds = Math.ceil(durationMs / 1000);
  const kept = Math.min(mostSeconds, seconds);
  return ok({ seconds: kept, remove: seconds === 0, clamped: seconds > kept });
}

interface Layer {
  readonly name: string;
  readonly layer: Parameters<Settings['write']>[1];
  readonly by: string;
}

const write = (
  settings: Settings,
  { name, layer, by }: Layer,
  { seconds, remove }: Wanted,
): Promise<Result<Changed>> =>
  remove ? settings.reset(name, layer, by) : settings.write(name, layer, String(seconds), by);
