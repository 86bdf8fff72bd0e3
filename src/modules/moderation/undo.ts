import {
  type Answer,
  type Call,
  type CommunityId,
  type Place,
  type Ports,
  type Result,
  type Say,
  type Undo,
  type UndoPreview,
  type UndoScope,
  choice,
  communityOf,
  confirmWithinMs,
  defineCommand,
  integer,
  labelled,
  numbers,
  ok,
  optional,
  readMoment,
  reason,
  refuse,
  since,
  somebody,
  word,
} from '../../sdk/index.ts';
import { doerOf, placeMeant, subjectMeant, wayIn, zoneIn } from './asking.ts';
import { previewCard } from './undo-preview.ts';
import { undoneCard } from './undo-outcome.ts';

const needs = [
  ...(['clock', 'settings', 'moderation', 'permissions', 'confirmations', 'rules'] as const),
] as const;
const place = optional(labelled('in', '#castle'));
const dry = optional(choice(['dry'] as const));
const sure = optional(labelled('sure', 'k7mw2x'));
const why = optional(reason('moderation.reasons'));
const sinceWhen = optional(since());
const common = { dry, place, sure, reason: why };

interface Wanted {
  readonly dry?: 'dry' | undefined;
  readonly place?: string | undefined;
  readonly sure?: string | undefined;
  readonly reason?: string | undefined;
}

type Undoing<Args = Wanted> = Call<Args> & Pick<Ports, (typeof needs)[number]>;

/** What would be taken back, or what was. */
export type Undone =
  | {
      readonly step: 'shown';
      readonly preview: UndoPreview;
      readonly code?: string;
      readonly seconds: number;
    }
  | { readonly step: 'done'; readonly undo: Undo };

interface Meant {
  readonly community: CommunityId;
  readonly where: Place;
}

function meantPlace(call: Undoing, named: string | undefined): Result<Meant> {
  const where = placeMeant(call, named);
  if (!where.ok) return where;
  const { space } = where.value;
  return space === undefined
    ? refuse('act.which-place')
    : ok({ community: communityOf(space), where: where.value });
}

/** Shown first, in numbers and names; done once the same person says so, and then what was shown. */
async function undo(
  call: Undoing,
  { community }: Meant,
  scope: UndoScope,
  shadow = false,
): Promise<Result<Undone>> {
  const { args, moderation, confirmations, caller } = call;
  const preview = await moderation.undo.preview(community, scope);
  if (!preview.ok) return preview;
  const { stamp, cases, levels } = preview.value;
  if (cases.length === 0 && levels.length === 0 && !shadow) return refuse('undo.nothing');
  const act = `undo ${community} ${nameOf(scope)} ${isGrowing(scope) ? '' : stamp}`;
  const seconds = confirmWithinMs / 1000;
  if (args.dry) return ok({ step: 'shown', preview: preview.value, seconds });
  if (args.sure === undefined || !confirmations.take(caller.id, act, args.sure)) {
    const code = confirmations.ask(caller.id, act);
    return ok({ step: 'shown', preview: preview.value, code, seconds });
  }
  const begun = await moderation.undo.begin(community, scope, {
    ...{ by: doerOf(call), via: wayIn(call), why: args.reason ?? '', shadow, stamp },
  });
  return begun.ok ? ok({ step: 'done', undo: begun.value }) : begun;
}

/** Of one doer's acts, newer ones are meant as well: he may be at it while this is being confirmed. */
const isGrowing = ({ of }: UndoScope): boolean =>
  of === 'moderator' || of === 'rule' || of === 'incident';

function nameOf(scope: UndoScope): string {
  switch (scope.of) {
    case 'cases':
      return `cases ${scope.numbers.join(' ')}`;
    case 'rule':
      return `rule ${scope.rule}`;
    case 'moderator':
      return `moderator ${scope.actor}`;
    case 'incident':
      return `incident ${scope.incident}`;
    case 'window':
      return 'window';
  }
}

/** A moment that lies behind; undefined where none is named. */
function past(call: Undoing, where: Place, typed: string | undefined): Result<number | undefined> {
  if (typed === undefined) return ok(undefined);
  const nowMs = call.clock.now();
  if (/^(now|maintenant)$/i.test(typed)) return ok(nowMs);
  return readMoment(typed, { nowMs, timeZone: zoneIn(call.settings, where), towards: 'past' });
}

const show = (undone: Undone, say: Say): Answer =>
  undone.step === 'shown' ? previewCard(undone, say) : undoneCard(undone.undo, say);

const shared = { category: 'operators', needs, slow: true, show } as const;
const ofStaff = { ...shared, capability: 'mod.undo' } as const;

export const undoCase = defineCommand({
  ...{ ...shared, name: 'undo case', capability: 'mod.cases' },
  args: { numbers: numbers(), ...common },
  async run(call): Promise<Result<Undone>> {
    const meant = meantPlace(call, call.args.place);
    if (!meant.ok) return meant;
    return undo(call, meant.value, { of: 'cases', numbers: call.args.numbers });
  },
});

export const undoRule = defineCommand({
  ...{ ...ofStaff, name: 'undo rule' },
  args: {
    rule: word({ example: '3', maxLength: 100 }),
    since: sinceWhen,
    shadow: optional(choice(['shadow'] as const)),
    ...common,
  },
  async run(call): Promise<Result<Undone>> {
    const { args, rules } = call;
    const meant = meantPlace(call, args.place);
    if (!meant.ok) return meant;
    const { community, where } = meant.value;
    const from = past(call, where, args.since);
    if (!from.ok) return from;
    const wanted = args.rule.replace(/^#/, '').toLowerCase();
    const known = rules
      .list(community)
      .find(({ number, name }) => String(number) === wanted || name.toLowerCase() === wanted);
    // A rule that was removed meanwhile still has its cases, under its number.
    const number = known?.number ?? (/^\d{1,9}$/.test(wanted) ? Number(wanted) : undefined);
    if (number === undefined) return refuse('undo.no-rule', { rule: args.rule });
    const scope = { of: 'rule', rule: number, name: known?.name ?? '' } as const;
    const shadow = args.shadow !== undefined && known !== undefined && known.mode === 'live';
    return undo(call, meant.value, { ...scope, sinceMs: from.value }, shadow);
  },
});

export const undoModerator = defineCommand({
  ...{ ...ofStaff, name: 'undo moderator' },
  args: { who: somebody(), since: sinceWhen, ...common },
  async run(call): Promise<Result<Undone>> {
    const { args } = call;
    const meant = meantPlace(call, args.place);
    if (!meant.ok) return meant;
    const { where } = meant.value;
    const from = past(call, where, args.since);
    if (!from.ok) return from;
    const subject = await subjectMeant(call, where, args.who);
    if (!subject.ok) return subject;
    const { id: actor, name } = subject.value;
    return undo(call, meant.value, { of: 'moderator', actor, name, sinceMs: from.value });
  },
});

export const undoIncident = defineCommand({
  ...{ ...ofStaff, name: 'undo incident' },
  args: { number: integer({ min: 1, example: '2' }), ...common },
  async run(call): Promise<Result<Undone>> {
    const meant = meantPlace(call, call.args.place);
    if (!meant.ok) return meant;
    return undo(call, meant.value, { of: 'incident', incident: call.args.number });
  },
});

export const undoWindow = defineCommand({
  ...{ ...ofStaff, name: 'undo window' },
  args: {
    from: word({ example: '14:00', maxLength: 40 }),
    to: word({ example: '14:30', maxLength: 40 }),
    ...common,
  },
  async run(call): Promise<Result<Undone>> {
    const { args } = call;
    const meant = meantPlace(call, args.place);
    if (!meant.ok) return meant;
    const [from, to] = [args.from, args.to].map((typed) => past(call, meant.value.where, typed));
    if (!from?.ok) return from ?? refuse('undo.no-window');
    if (!to?.ok) return to ?? refuse('undo.no-window');
    const [sinceMs = 0, untilMs = 0] = [from.value, to.value];
    if (sinceMs >= untilMs) return refuse('undo.no-window');
    return undo(call, meant.value, { of: 'window', sinceMs, untilMs });
  },
});

export const undoStatus = defineCommand({
  ...{ category: 'operators', name: 'undo status', capability: 'mod.view' },
  needs: ['moderation', 'permissions'],
  args: { number: integer({ min: 1, example: '2' }), place },
  async run(call): Promise<Result<Undo>> {
    const where = placeMeant(call, call.args.place);
    if (!where.ok) return where;
    const { space } = where.value;
    if (space === undefined) return refuse('act.which-place');
    return call.moderation.undo.find(communityOf(space), call.args.number);
  },
  show: undoneCard,
});
