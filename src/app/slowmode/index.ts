/** Slowmode that comes by itself, in this program. */
import type { InboundEvent, Place } from '../../core/event.ts';
import { boolean, integer } from '../../core/settings/kinds.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import { AutoSlowmode, type SlowmodeRules } from '../../moderation/slowmode/index.ts';
import type { RaidParts } from '../raids/index.ts';
import type { Registries, Surroundings } from '../registries.ts';

const keptAs = 'slowmode';

const perMinute = (standard: number, text: string) =>
  integer({ default: standard, min: 1, max: 250, text });
const seconds = (standard: number, text: string) =>
  integer({ default: standard, min: 1, max: 120, text });

const slowmodeSettings = {
  'slowmode.auto': boolean({
    default: false,
    text: 'Whether busy channels without a slowmode get one, until they are calm again (Discord).',
  }),
  'slowmode.busy': perMinute(10, 'Messages a minute from which on a channel is busy.'),
  'slowmode.busySeconds': seconds(5, 'Seconds between two messages of a person in a busy channel.'),
  'slowmode.lively': perMinute(3, 'Messages a minute from which on a channel is lively.'),
  'slowmode.livelySeconds': seconds(
    2,
    'Seconds between two messages of a person in a lively channel.',
  ),
} satisfies SettingSet;

function slowmodeRules(settings: Settings, where: Place): SlowmodeRules {
  const place = layersOf(where);
  const read = (name: string) => settings.readNumber(`slowmode.${name}`, place);
  return {
    on: settings.readBoolean('slowmode.auto', place),
    steps: [
      { from: read('busy'), seconds: read('busySeconds') },
      { from: read('lively'), seconds: read('livelySeconds') },
    ],
  };
}

/** Takes every event; never throws, never waits. */
export function openSlowmode(
  { clock, log, life, onlyOneCommand = false }: Surroundings,
  { ports: { settings }, board, keep }: Registries,
  raids: Pick<RaidParts, 'levers'>,
): (event: InboundEvent) => void {
  life.own(settings.declare(slowmodeSettings));
  const slowmode = new AutoSlowmode({
    ...{ clock, log, rules: (where) => slowmodeRules(settings, where) },
    doorOf: (connection) => board.platform(connection)?.door,
    isRaided: (where) => raids.levers.status(where).some(({ level }) => level !== 'off'),
    save: (text) => keep.save(keptAs, text),
  });
  if (!onlyOneCommand) life.own(slowmode.begin(keep.load(keptAs)));
  return (event) => {
    if (event.kind === 'message' && !event.replayed) slowmode.hear(event.where);
  };
}
