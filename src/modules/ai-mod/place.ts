import {
  type Call,
  type CommunityId,
  type Place,
  type Result,
  ok,
  refuse,
} from '../../sdk/index.ts';

/** The community that is meant: the one where it is asked. */
export const communityIn = ({
  community,
  where,
}: Pick<Call<unknown>, 'community' | 'where'>): Result<{
  readonly community: CommunityId;
  readonly where: Place;
}> => (community === undefined ? refuse('ai.which') : ok({ community, where }));

/** `12` is a case, `v12` a verdict. */
export function meantBy(typed: string): { readonly number: number; readonly ofCase: boolean } {
  const [, mark = '', digits = '0'] = /^(v|#)?(\d{1,9})$/i.exec(typed) ?? [];
  return { number: Number(digits), ofCase: mark.toLowerCase() !== 'v' };
}
