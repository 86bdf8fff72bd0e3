/** The rules of networks themselves (Discord's AutoMod), made to follow ours where a place wants that. */
import type { Clock } from '../../../base/clock.ts';
import { type SpaceId, spaceId } from '../../../base/ids.ts';
import type { Lifetime } from '../../../base/lifetime.ts';
import type { Log } from '../../../base/log.ts';
import { ok } from '../../../base/result.ts';
import type { MirrorLevers } from '../../../core/commands/rule-levers.ts';
import { modulesOff } from '../../../core/commands/module-switch.ts';
import { communityOf } from '../../../core/community.ts';
import type { InboundEvent, Place } from '../../../core/event.ts';
import type { Keep } from '../../../core/keep/keep.ts';
import { boolean } from '../../../core/settings/kinds.ts';
import type { SettingSet, Settings } from '../../../core/settings/settings.ts';
import type { RuleDesk } from '../../../moderation/rules/index.ts';
import type { Registries } from '../../registries.ts';
import type { RuleWatch } from '../watch.ts';
import { MirrorFollowing } from './following.ts';
import { keptBackHeard } from './kept-back.ts';
import { Mirror } from './mirror.ts';

const mirrorSetting = 'automod.mirror';
const keptAs = 'automod-mirror';

const mirrorSettings: SettingSet = {
  [mirrorSetting]: boolean({
    default: false,
    text: 'Whether Discord keeps messages back by itself for those rules in force that its AutoMod can say.',
  }),
};

interface OpenMirror {
  /** Never throws, never waits. */
  take(event: InboundEvent): void;
  readonly levers: MirrorLevers;
}

interface Parts {
  readonly desk: RuleDesk;
  readonly watch: RuleWatch;
  readonly isOff: (where: Place) => boolean;
}

interface Around {
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

export function openMirror(around: Around, registries: Registries, parts: Parts): OpenMirror {
  const { log, life } = around;
  const { board, keep, ports } = registries;
  const { settings, alerts } = ports;
  life.own(settings.declare(mirrorSettings));
  const stands = spacesKept(keep);
  const mirror = new Mirror({
    ...{ ...around, desk: parts.desk, remember: stands.remember },
    nativeRules: (connection) => board.platform(connection)?.nativeRules,
    isOn: (where) => isSwitchedOn(settings, where) && !parts.isOff(where),
  });
  const following = new MirrorFollowing({
    ...{ ...around, mirror, desk: parts.desk, mayStand: stands.has, alerts },
  });
  const { watch } = parts;
  const hear = keptBackHeard({ mirror, watch, log, platform: (at) => board.platform(at) });
  life.own(
    settings.follow(({ name }) => {
      if (name === mirrorSetting || name === modulesOff) following.switched();
    }),
  );
  return {
    take(event) {
      following.take(event);
      if (event.kind === 'noted') hear(event);
    },
    levers: leversOf(mirror, settings),
  };
}

const isSwitchedOn = (settings: Settings, { space }: Place): boolean =>
  space !== undefined &&
  settings.readBoolean(mirrorSetting, { space, community: communityOf(space) });

const leversOf = (mirror: Mirror, settings: Settings): MirrorLevers => ({
  known: (space) => mirror.known(space),
  preview: (space, as) => mirror.preview(space, as),
  async set(space, on, by) {
    // What cannot be done is not written down as wanted; what is not written down is undone at the next start.
    const settled = await mirror.settle(space, on);
    if (on && !settled.ok) return settled;
    const written = await settings.write(mirrorSetting, `space:${space}`, on ? 'on' : 'off', by);
    if (!written.ok) return written;
    return settled.ok ? ok({ ...settled.value, on }) : settled;
  },
});

/** Where rules of ours stand, beyond the end of the process. */
function spacesKept(keep: Keep) {
  const stands = new Set(spacesIn(keep.load(keptAs)));
  return {
    has: (space: SpaceId): boolean => stands.has(space),
    remember: (space: SpaceId, stand: boolean): void => {
      if (stands.has(space) === stand) return;
      if (stand) stands.add(space);
      else stands.delete(space);
      keep.save(keptAs, JSON.stringify([...stands]));
    },
  };
}

function spacesIn(text: string | undefined): readonly SpaceId[] {
  if (text === undefined) return [];
  const kept: unknown = JSON.parse(text);
  return Array.isArray(kept)
    ? kept.filter((one) => typeof one === 'string').map((one) => spaceId(one))
    : [];
}
