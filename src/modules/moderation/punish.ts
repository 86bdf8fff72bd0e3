import {
  type ActKind,
  type Acted,
  type Answer,
  type Call,
  type Named,
  type Period,
  type Ports,
  type Result,
  type Say,
  choice,
  confirmWithinMs,
  defineCommand,
  isLasting,
  labelled,
  ok,
  optional,
  period,
  refuse,
  somebody,
  reason,
  layersOf,
} from '../../sdk/index.ts';
import { doerOf, endOf, meant, wayIn, zoneIn } from './asking.ts';
import { actedCard, sureCard } from './acted.ts';

const needs = [
  ...(['clock', 'settings', 'moderation', 'permissions', 'confirmations'] as const),
] as const;

const place = optional(labelled('in', '#castle'));
const rule = optional(labelled('rule', '3'));
const dry = optional(choice(['dry'] as const));
const why = optional(reason('moderation.reasons'));
const sure = optional(labelled('sure', 'k7mw2x'));
const common = { place, rule, dry, sure };
/** Arguments of what holds for a while. */
export const lastingArgs = { who: somebody(), period: optional(period()), ...common, reason: why };
const atOnce = { who: somebody(), ...common, reason: why };

/** What the arguments of these commands come to. */
interface Wanted {
  readonly who: Named;
  readonly period?: Period | undefined;
  readonly place?: string | undefined;
  readonly rule?: string | undefined;
  readonly dry?: 'dry' | undefined;
  readonly sure?: string | undefined;
  readonly reason?: string | undefined;
}

type Punishing = Call<Wanted> & Pick<Ports, (typeof needs)[number]>;

/** What was done, or what would be and has to be confirmed. */
export type Punished =
  | { readonly step: 'acted'; readonly acted: Acted; readonly zone: string }
  | {
      readonly step: 'sure';
      readonly effect: Acted['effect'];
      readonly code: string;
      readonly seconds: number;
      readonly zone: string;
    };

/** Does one of these to somebody, or says what it would do. */
export async function punish(call: Punishing, kind: ActKind): Promise<Result<Punished>> {
  const { args, moderation, settings } = call;
  const found = await meant(call, args.who, args.place);
  if (!found.ok) return found;
  const { where, subject } = found.value;
  const until = isLasting(kind) ? untilWhen(call, kind, where) : ok(undefined);
  if (!until.ok) return until;
  const request = {
    ...{ kind, where, subject, by: doerOf(call), via: wayIn(call), reason: args.reason ?? '' },
    ...{ rule: args.rule, untilMs: until.value, about: messageOf(call) },
  };
  const zone = zoneIn(settings, where);
  if (args.dry) {
    const acted = await moderation.dry.act(request);
    return acted.ok ? ok({ step: 'acted', acted: acted.value, zone }) : acted;
  }
  const others = await othersAccepted(call, request);
  if (!others.ok) return others;
  if (typeof others.value !== 'number') return ok({ ...others.value, zone });
  const acted = await moderation.acts.act({ ...request, acceptOthers: others.value });
  return acted.ok ? ok({ step: 'acted', acted: acted.value, zone }) : acted;
}

/** The message that led to it: that of the menu, or one that was answered, if it is his. */
const messageOf = ({ about, args }: Punishing): Punishing['about'] =>
  about?.person === args.who.typed ? about : undefined;

function untilWhen(
  call: Punishing,
  kind: ActKind,
  where: Punishing['where'],
): Result<number | undefined> {
  const { period: given, reason: why = '' } = call.args;
  // Where only a number stands as the reason, a time was meant: the punishment would hold for ever.
  if (!given && /^[\d.,]+$/.test(why)) return refuse('act.how-long', { typed: why });
  return endOf(given ?? usualPeriod(call, kind, where), call, where);
}

type Request = Parameters<Ports['moderation']['acts']['effect']>[0];
type Unsure = Omit<Extract<Punished, { step: 'sure' }>, 'zone'>;

/** What would hit more people than the one who is meant has to be confirmed, with the number shown. */
async function othersAccepted(
  { args, caller, moderation, confirmations }: Punishing,
  request: Request,
): Promise<Result<number | Unsure>> {
  const effect = await moderation.acts.effect(request);
  if (!effect.ok) return effect;
  const count = effect.value.others.length;
  const act = `${request.kind} ${request.subject?.id ?? ''} ${request.where.channel} ${count}`;
  if (count === 0) return ok(0);
  if (args.sure !== undefined && confirmations.take(caller.id, act, args.sure)) return ok(count);
  const code = confirmations.ask(caller.id, act);
  return ok({ step: 'sure', effect: effect.value, code, seconds: confirmWithinMs / 1000 });
}

/** A mute without a time lasts as long as the community has set; everything else for ever. */
function usualPeriod({ settings }: Punishing, kind: ActKind, where: Punishing['where']): Period {
  if (kind !== 'mute') return { kind: 'ever' };
  return { kind: 'for', ms: settings.readNumber('moderation.muteMs', layersOf(where)) };
}

const show = (punished: Punished, say: Say): Answer =>
  punished.step === 'sure' ? sureCard(punished, say) : actedCard(punished, say);

/** What these commands share. */
export const shared = { category: 'operators', needs, show } as const;

/** From the menus of people and messages a form asks for the rest. */
const onPerson = (...asks: readonly string[]) =>
  ({ on: 'person', fills: { who: 'person' }, asks }) as const;
const onBoth = (...asks: readonly string[]) =>
  [onPerson(...asks), { on: 'message', fills: { who: 'person' }, asks }] as const;

export const warn = defineCommand({
  ...{ ...shared, name: 'warn', capability: 'mod.warn', args: atOnce },
  menu: onBoth('reason'),
  run: (call) => punish(call, 'warn'),
});

export const note = defineCommand({
  ...{ ...shared, name: 'note', capability: 'mod.warn', args: atOnce },
  ...{ private: true, whisper: true, menu: onPerson('reason') },
  run: (call) => punish(call, 'note'),
});

export const mute = defineCommand({
  ...{ ...shared, name: 'mute', aliases: ['timeout', 'quiet'], capability: 'mod.mute' },
  args: lastingArgs,
  menu: onBoth('period', 'reason'),
  run: (call) => punish(call, 'mute'),
});

export const kick = defineCommand({
  ...{ ...shared, name: 'kick', capability: 'mod.kick', args: atOnce },
  run: (call) => punish(call, 'kick'),
});

export const ban = defineCommand({
  ...{ ...shared, name: 'ban', capability: 'mod.ban', args: lastingArgs },
  menu: onPerson('period', 'reason'),
  run: (call) => punish(call, 'ban'),
});
