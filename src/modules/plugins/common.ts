import {
  type Call,
  type ExtensionView,
  type Ports,
  type Result,
  type SettingPlace,
  communityOf,
  ok,
  refuse,
  word,
} from '../../sdk/index.ts';

export const plugin = word({ example: 'choose', maxLength: 64 });

export const placeHere = ({
  where: { channel, space },
}: Pick<Call<unknown>, 'where'>): SettingPlace =>
  space === undefined ? { channel } : { channel, space, community: communityOf(space) };

/** A module that runs. */
export function running(
  typed: string,
  { extensions }: Pick<Ports, 'extensions'>,
): Result<ExtensionView> {
  const found = extensions.find(typed);
  return found?.now.state === 'running' ? ok(found) : refuse('plugins.unknown', { typed });
}
