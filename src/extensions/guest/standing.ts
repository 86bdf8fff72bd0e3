import type { CommunityId } from '../../base/ids.ts';
import type { Actor } from '../../core/actor.ts';
import type { Ports } from '../../core/commands/ports.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import type { SettingPlace } from '../../core/settings/scope.ts';
import type { Description } from './check.ts';
import type { SettingSheet, Standing } from './description.ts';

type Asked = Pick<Ports, 'settings' | 'permissions'>;

/** Who asks for something, and where that counts. */
interface Asking {
  readonly actor: Actor;
  readonly community?: CommunityId;
}

/** What of the settings and rights somewhere a guest is told. */
export interface Standings {
  settings(settings: Ports['settings'], place?: SettingPlace): Standing;
  /** With the rights of whoever asks. */
  whole(ports: Asked, place: SettingPlace, asking: Asking): Standing;
}

export function standingsOf({ settings: declared, capabilities }: Description): Standings {
  const names = Object.keys(declared);
  const rights = capabilities.map((one) => one.name);
  function told(settings: Ports['settings'], place: SettingPlace = {}): Standing {
    const sheet = (of: SettingPlace): SettingSheet =>
      Object.fromEntries(names.map((name) => [name, settings.read(name, of)]));
    const isHere = Object.keys(place).length > 0;
    return { instance: sheet({}), ...(isHere && { here: sheet(place) }) };
  }
  return {
    settings: told,
    whole({ settings, permissions }, place, asking) {
      const asked = rights.map((right) => [right, permissions.authorise(right, asking)] as const);
      return {
        ...told(settings, place),
        ...{ asker: asking.actor.id, rank: permissions.rankOf(asking) },
        lacks: Object.fromEntries(
          asked.flatMap(([right, result]) => (result.ok ? [] : [[right, result.error]])),
        ),
      };
    },
  };
}

/** Where settings of a place are looked up. */
export function placeOf(
  { channel, space }: Place,
  community = space === undefined ? undefined : communityOf(space),
): SettingPlace {
  return {
    channel,
    ...(space !== undefined && { space }),
    ...(community !== undefined && { community }),
  };
}
