import {
  type Actor,
  type Call,
  type Place,
  type Ports,
  type Result,
  type ReviewAct,
  type ReviewItem,
  type ReviewVerdict,
  choice,
  communityOf,
  defineCommand,
  formatDuration,
  integer,
  isLasting,
  labelled,
  ok,
  optional,
  period,
  reason,
  refuse,
  reviewActKinds,
  type Say,
} from '../../sdk/index.ts';
import { momentIn } from './acted.ts';
import { doerOf, endOf, wayIn, zoneIn } from './asking.ts';

const needs = ['review', 'moderation', 'permissions', 'settings', 'clock'] as const;
type Used = Call<unknown> & Pick<Ports, (typeof needs)[number]>;

const number = integer({ min: 1, example: '12' });
const place = optional(labelled('in', '#castle'));
const why = optional(reason('moderation.reasons'));
const view = { category: 'operators', capability: 'review.view', needs } as const;
const decide = {
  category: 'operators',
  capability: 'review.decide',
  needs,
  private: true,
} as const;

/** Where it is about, and who asks as he stands there. */
interface Seat {
  readonly where: Place;
  readonly caller: Actor;
}

/** Moderators may sit in a channel of their own; what counts is how they stand where it happened. */
async function seatAt(
  call: Used,
  named: string | undefined,
  capability: string,
): Promise<Result<Seat>> {
  const { where, caller, moderation, permissions } = call;
  if (named === undefined)
    return where.space === undefined ? refuse('act.which-place') : ok({ where, caller });
  const found = moderation.place(named);
  if (!found) return refuse('act.no-place', { named });
  if (permissions.rankOf({ actor: caller }) === 'instanceOwner')
    return ok({ where: found, caller });
  const there = await moderation.standingAt(found, caller);
  if (!there || found.space === undefined) return refuse('act.no-place', { named });
  const may = permissions.authorise(capability, {
    actor: there,
    community: communityOf(found.space),
  });
  return may.ok ? ok({ where: found, caller: there }) : may;
}

const keyAt = ({ where: { space } }: Seat, id: number) =>
  space === undefined ? refuse('act.which-place') : ok({ community: communityOf(space), id });

async function itemMeant(call: Used, id: number, named: string | undefined, capability: string) {
  const seat = await seatAt(call, named, capability);
  if (!seat.ok) return seat;
  const key = keyAt(seat.value, id);
  if (!key.ok) return key;
  const found = await call.review.find(key.value);
  return found.ok ? ok({ seat: seat.value, item: found.value }) : found;
}

/** Which right what a reviewer wants done takes besides. */
const rightFor: Readonly<Record<ReviewAct['kind'], string>> = {
  ...{ nothing: 'review.decide', delete: 'mod.purge', warn: 'mod.warn', mute: 'mod.mute' },
  ...{ kick: 'mod.kick', ban: 'mod.ban' },
};

interface Deciding {
  readonly id: number;
  readonly place: string | undefined;
  readonly reason: string | undefined;
  readonly verdict: ReviewVerdict['verdict'];
  readonly act?: (seat: Seat) => Result<ReviewAct>;
}

async function decided(call: Used, asked: Deciding): Promise<Result<ReviewItem>> {
  const meant = await itemMeant(call, asked.id, asked.place, 'review.decide');
  if (!meant.ok) return meant;
  const { seat, item } = meant.value;
  const act = asked.act?.(seat) ?? ok(item.suggested);
  if (!act.ok) return act;
  const { verdict } = asked;
  const may = verdict === 'dismiss' ? ok(undefined) : mayDo(call, seat, act.value);
  if (!may.ok) return may;
  const by = doerOf({ ...call, ...seat, community: item.community });
  const said = { verdict, by, via: wayIn(call), why: asked.reason };
  return call.review.decide(item, verdict === 'change' ? { ...said, act: act.value } : said);
}

function mayDo({ permissions }: Used, { where, caller }: Seat, act: ReviewAct): Result<void> {
  const { space } = where;
  const asking =
    space === undefined ? { actor: caller } : { actor: caller, community: communityOf(space) };
  const may = permissions.authorise(rightFor[act.kind], asking);
  return may.ok && act.deletes === true ? permissions.authorise('mod.purge', asking) : may;
}

const actWords = ({ kind, forMs, deletes = false }: ReviewAct, say: Say): string =>
  say('review.act', {
    ...{ kind, deletes: deletes ? 'yes' : 'no' },
    time: forMs === undefined ? 'ever' : formatDuration(forMs),
  });

const outcomeWords = ({ state, decision, id }: ReviewItem, say: Say): string =>
  say('review.decided', {
    ...{ state, number: id, by: decision?.byName ?? '' },
    act: decision ? actWords(decision.act, say) : '',
    cases: decision?.cases.map((one) => `#${one}`).join(', ') || 'none',
  });

const shownOutcome = (item: ReviewItem, say: Say) => ({
  ...({ tone: 'success' } as const),
  say: outcomeWords(item, say),
});

export const reviewApprove = defineCommand({
  ...{ ...decide, name: 'review approve', args: { number, place, reason: why } },
  run: (call) =>
    decided(call, {
      ...{ id: call.args.number, place: call.args.place, reason: call.args.reason },
      verdict: 'approve',
    }),
  show: shownOutcome,
});

export const reviewDismiss = defineCommand({
  ...{ ...decide, name: 'review dismiss', args: { number, place, reason: why } },
  run: (call) =>
    decided(call, {
      ...{ id: call.args.number, place: call.args.place, reason: call.args.reason },
      verdict: 'dismiss',
    }),
  show: shownOutcome,
});

export const reviewChange = defineCommand({
  ...{ ...decide, name: 'review change' },
  args: {
    ...{ number, place, act: choice(reviewActKinds), period: optional(period()) },
    ...{ deletes: optional(choice(['delete'] as const)), reason: why },
  },
  run(call) {
    const { args } = call;
    const act = ({ where }: Seat): Result<ReviewAct> => {
      const kind = args.act;
      const until = endOf(args.period ?? { kind: 'ever' }, call, where);
      if (!until.ok) return until;
      const deletes = args.deletes !== undefined && { deletes: true };
      if (until.value === undefined || (kind !== 'mute' && kind !== 'ban') || !isLasting(kind))
        return ok({ kind, ...deletes });
      return ok({ kind, forMs: until.value - call.clock.now(), ...deletes });
    };
    return decided(call, {
      ...{ id: args.number, place: args.place, reason: args.reason, verdict: 'change', act },
    });
  },
  show: shownOutcome,
});

export const reviewUndo = defineCommand({
  ...{ ...decide, name: 'review undo', args: { number, place } },
  async run(call) {
    const meant = await itemMeant(call, call.args.number, call.args.place, 'review.decide');
    if (!meant.ok) return meant;
    const { seat, item } = meant.value;
    const may = mayDo(call, seat, item.decision?.act ?? { kind: 'nothing' });
    if (!may.ok) return may;
    const by = doerOf({ ...call, ...seat, community: item.community });
    return call.review.undo(item, by, wayIn(call));
  },
  show: ({ id }, say) => ({ tone: 'success', say: say('review undo.done', { number: id }) }),
});

const usual = 10;

export const reviewList = defineCommand({
  ...{ ...view, name: 'review list', aliases: ['review', 'reviews'] },
  args: { count: optional(integer({ min: 1, max: 50, example: '10' })), place },
  async run(call) {
    const seat = await seatAt(call, call.args.place, 'review.view');
    if (!seat.ok) return seat;
    const key = keyAt(seat.value, 0);
    if (!key.ok) return key;
    const limit = call.args.count ?? usual;
    const items = await call.review.list(key.value.community, { limit });
    return ok({ items, zone: zoneIn(call.settings, seat.value.where) });
  },
  show: ({ items, zone }, say, { prefix }) => ({
    tone: items.length > 0 ? 'warning' : 'success',
    title: say('review list.title', { count: items.length }),
    lines:
      items.length === 0
        ? [say('review list.none')]
        : items.map((item) => say('review list.line', factsOf(item, zone, say))),
    ...(items.length > 0 && { footer: say('review list.how', { prefix }) }),
  }),
});

const shortest = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

const factsOf = (item: ReviewItem, zone: string, say: Say) => ({
  ...{ number: item.id, name: item.actor.name, place: item.place.name, repeats: item.repeats },
  ...{ at: momentIn(item.saidAtMs, zone), text: shortest(item.text, 120) || 'none' },
  ...{ act: actWords(item.suggested, say), until: momentIn(item.untilMs, zone) },
});

export const reviewShow = defineCommand({
  ...{ ...view, name: 'review show', aliases: ['review view'], args: { number, place } },
  async run(call) {
    const meant = await itemMeant(call, call.args.number, call.args.place, 'review.view');
    if (!meant.ok) return meant;
    const { seat, item } = meant.value;
    return ok({ item, zone: zoneIn(call.settings, seat.where) });
  },
  show: ({ item, zone }, say) => ({
    tone: item.state === 'open' ? 'warning' : 'info',
    title: say('review.card.title', factsOf(item, zone, say)),
    lines: [
      ...item.context
        .filter(({ atMs }) => atMs <= item.saidAtMs)
        .map((line) =>
          say('review show.line', { name: line.name, text: shortest(line.text, 200) }),
        ),
      item.text === '' ? say('review.card.no-text') : say('review.card.said', { text: item.text }),
      ...item.claims.map((claim) => claimWords(claim, say)),
      item.state === 'open'
        ? say('review show.open', factsOf(item, zone, say))
        : outcomeWords(item, say),
    ],
  }),
});

const claimWords = (
  { source, rule, quote, confidence, reporter, times }: ReviewItem['claims'][number],
  say: Say,
): string =>
  say('review.claim', {
    ...{ kind: source.kind, source: source.name, times, rule: rule ?? 'none' },
    ...{ quote: quote === undefined ? 'none' : shortest(quote, 120) },
    percent: confidence === undefined ? -1 : Math.round(confidence * 100),
    ...{ who: reporter?.name ?? '', reason: reporter?.reason || 'none' },
  });
