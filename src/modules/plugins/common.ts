import {
  type Call,
  type ExtensionView,
  type Ports,
  type Result,
  type SettingPlace,
  ok,
  refuse,
  word,
  layersOf,
} from '../../sdk/index.ts';

export const plugin = word({ example: 'choose', maxLength: 64 });

export const placeHere = ({ where }: Pick<Call<unknown>, 'where'>): SettingPlace => layersOf(where);

/** A module that runs. */
export function running(
  typed: string,
  { extensions }: Pick<Ports, 'extensions'>,
): Result<ExtensionView> {
  const found = extensions.find(typed);
  return found?.now.state === 'running' ? ok(found) : refuse('plugins.unknown', { typed });
}
