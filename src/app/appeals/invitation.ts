import type { AppealDesk } from '../../core/appeals/desk.ts';
import type { Action, Card } from '../../core/card.ts';
import type { CaseKind } from '../../core/cases/case.ts';
import { lastingAction } from '../../core/commands/lasting.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import type { Platform } from '../../core/platform.ts';
import type { Say } from '../../core/texts/texts.ts';

/** Who is told what was done to him. */
export interface Invited {
  readonly where: Place;
  readonly platform: Pick<Platform, 'can'>;
  readonly told: { readonly kind: CaseKind; readonly number: number };
  readonly say: Say;
  readonly prefix: string;
}

/** What is added to what a person is told: how he can appeal. */
export type Invite = (invited: Invited) => Promise<Pick<Card, 'lines' | 'actions'>>;

/** Said before the desk is there: moderation begins before appeals do. */
export function invitation(): { readonly invite: Invite; open(desk: AppealDesk): void } {
  let desk: AppealDesk | undefined;
  return {
    open: (opened) => void (desk = opened),
    invite: (invited) => (desk ? inviting(desk, invited) : Promise.resolve({})),
  };
}

async function inviting(
  desk: AppealDesk,
  { where, platform, told: { number }, say, prefix }: Invited,
): ReturnType<Invite> {
  const { space } = where;
  if (space === undefined) return {};
  const link = await desk.link({ community: communityOf(space), number });
  // What cannot be appealed is not offered.
  if (!link.ok) return {};
  const { url } = link.value;
  if (!platform.can.has('controls')) {
    const how = say('appeal.invite', { prefix, number, place: where.name });
    return { lines: [how, ...(url === undefined ? [] : [say('appeal.invite-page', { url })])] };
  }
  const id = lastingAction('appeal write', { number, place: space });
  const actions: Action[] = [
    ...(id === undefined
      ? []
      : [{ kind: 'button', id, label: say('appeal.button.write'), style: 'primary' } as const]),
    ...(url === undefined
      ? []
      : [{ kind: 'link', label: say('appeal.button.page'), url } as const]),
  ];
  return { actions: [actions] };
}
