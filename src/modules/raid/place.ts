import type { Call, Place, Ports, Result } from '../../sdk/index.ts';
import { ok, refuse } from '../../sdk/index.ts';

type Here = Pick<Call<unknown>, 'where' | 'caller'> & Pick<Ports, 'raids' | 'permissions'>;

/** The place that is meant: this one, or for the owner of the bot the one that is named. */
export function placeMeant(
  { where, caller, raids, permissions }: Here,
  named: string | undefined,
): Result<Place> {
  if (named === undefined) return where.space === undefined ? refuse('raid.which') : ok(where);
  if (permissions.rankOf({ actor: caller }) !== 'instanceOwner') return refuse('raid.elsewhere');
  const found = raids.find(named);
  return found ? ok(found) : refuse('raid.no-place', { named });
}
