import {
  type Acted,
  type Answer,
  type LastingKind,
  type Named,
  type Place,
  type Ports,
  type Result,
  type Say,
  type Subject,
  type Call,
  communityOf,
  choice,
  defineCommand,
  labelled,
  ok,
  optional,
  somebody,
  reason,
} from '../../sdk/index.ts';
import { actedCard } from './acted.ts';
import { doerOf, meant, wayIn, zoneIn } from './asking.ts';

const needs = [...(['settings', 'moderation', 'permissions', 'guard'] as const)] as const;
const args = {
  who: somebody(),
  place: optional(labelled('in', '#castle')),
  dry: optional(choice(['dry'] as const)),
  reason: optional(reason('moderation.reasons')),
};

interface Wanted {
  readonly who: Named;
  readonly place?: string | undefined;
  readonly dry?: 'dry' | undefined;
  readonly reason?: string | undefined;
}

/** `heard`: the guard had not listened to this person, and does again; no case was about that. */
type Pardoned =
  | { readonly step: 'acted'; readonly acted: Acted; readonly zone: string }
  | { readonly step: 'heard'; readonly name: string };

type Pardoning = Call<Wanted> & Pick<Ports, (typeof needs)[number]>;

/** Lifts what holds somebody so. */
export async function pardon(call: Pardoning, kind: LastingKind): Promise<Result<Pardoned>> {
  const { args: typed, moderation, settings } = call;
  const everywhere = kind === 'mute' && heardEverywhere(call);
  if (everywhere) return ok({ step: 'heard', name: typed.who.actor?.name ?? typed.who.typed });
  const found = await meant(call, typed.who, typed.place);
  if (!found.ok) return found;
  const { where, subject } = found.value;
  const acts = typed.dry ? moderation.dry : moderation.acts;
  const by = doerOf(call);
  const lifted = await acts.lift({
    ...{ kind, where, subject, by, via: wayIn(call), reason: typed.reason ?? '' },
  });
  const heard = kind === 'mute' && !typed.dry && heardHere(call, where, subject.id);
  if (lifted.ok) return ok({ step: 'acted', acted: lifted.value, zone: zoneIn(settings, where) });
  return heard ? ok({ step: 'heard', name: subject.name }) : lifted;
}

/** What the guard holds in this community goes with the mute. */
const heardHere = ({ guard }: Pardoning, { space }: Place, actor: Subject['id']): boolean =>
  space !== undefined && guard.unmute(actor, communityOf(space)) !== false;

/** Outside of any space, the owner of the bot lifts what the guard holds everywhere. */
function heardEverywhere({
  args: { who, place },
  where,
  guard,
  permissions,
  caller,
}: Pardoning): boolean {
  if (where.space !== undefined || place !== undefined || !who.actor) return false;
  const isOwner = permissions.rankOf({ actor: caller }) === 'instanceOwner';
  return isOwner && guard.unmute(who.actor.id) !== false;
}

const show = (pardoned: Pardoned, say: Say): Answer =>
  pardoned.step === 'heard'
    ? { tone: 'success', say: say('unmute.heard', { name: pardoned.name }) }
    : actedCard(pardoned, say);

/** What pardons share. */
export const pardoning = { category: 'operators', needs, args, show } as const;

export const unmute = defineCommand({
  ...{ ...pardoning, name: 'unmute', aliases: ['untimeout', 'removetimeout', 'unquiet'] },
  capability: 'mod.mute',
  run: (call) => pardon(call, 'mute'),
});

export const unban = defineCommand({
  ...{ ...pardoning, name: 'unban', capability: 'mod.ban' },
  run: (call) => pardon(call, 'ban'),
});
