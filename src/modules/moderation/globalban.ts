import {
  type BulkOutcome,
  type Call,
  type Everywhere,
  type Named,
  type Ports,
  type Result,
  type Say,
  confirmWithinMs,
  defineCommand,
  labelled,
  ok,
  optional,
  somebody,
  reason,
} from '../../sdk/index.ts';
import { doerOf, meant, wayIn } from './asking.ts';
import { bulkCard } from './massban.ts';

const needs = ['moderation', 'permissions', 'confirmations'] as const;
const args = {
  who: somebody(),
  place: optional(labelled('in', '#castle')),
  sure: optional(labelled('sure', 'k7mw2x')),
  reason: optional(reason('moderation.reasons')),
};

interface Wanted {
  readonly who: Named;
  readonly place?: string | undefined;
  readonly sure?: string | undefined;
  readonly reason?: string | undefined;
}

type Outcome =
  | { readonly step: 'done'; readonly outcomes: readonly BulkOutcome[] }
  | ({ readonly step: 'sure'; readonly code: string; readonly seconds: number } & Everywhere);

type Used = Call<Wanted> & Pick<Ports, (typeof needs)[number]>;

/** Shown in numbers first, and done once it is confirmed. */
async function everywhere(call: Used, verb: 'ban' | 'unban'): Promise<Result<Outcome>> {
  const { args: typed, moderation, confirmations, caller } = call;
  const found = await meant(call, typed.who, typed.place);
  if (!found.ok) return found;
  const { where, subject } = found.value;
  const reach = moderation.everywhere(where, subject);
  const act = `global${verb} ${subject.id} ${reach.places.length}`;
  if (typed.sure === undefined || !confirmations.take(caller.id, act, typed.sure)) {
    const code = confirmations.ask(caller.id, act);
    return ok({ step: 'sure', code, seconds: confirmWithinMs / 1000, ...reach });
  }
  const request = {
    where,
    subject,
    by: doerOf(call),
    via: wayIn(call),
    reason: typed.reason ?? '',
  };
  const outcomes = await (verb === 'ban'
    ? moderation.banEverywhere(request)
    : moderation.unbanEverywhere(request));
  return ok({ step: 'done', outcomes });
}

const shownPlaces = 10;

const shown = (verb: 'globalban' | 'globalunban') => (outcome: Outcome, say: Say) => {
  if (outcome.step === 'done') return bulkCard(outcome.outcomes, say, `${verb}.done`);
  const { name, places, code, seconds } = outcome;
  const facts = { name, count: places.length, places: places.slice(0, shownPlaces).join(', ') };
  return {
    tone: 'warning' as const,
    title: say(`${verb}.sure`, facts),
    lines: [say('act.sure.repeat', { code, seconds })],
  };
};

const shared = { category: 'operators', capability: 'mod.everywhere', args, needs } as const;

export const globalban = defineCommand({
  ...{ ...shared, name: 'globalban', aliases: ['gban'], slow: true },
  run: (call) => everywhere(call, 'ban'),
  show: shown('globalban'),
});

export const globalunban = defineCommand({
  ...{ ...shared, name: 'globalunban', aliases: ['ungban'], slow: true },
  run: (call) => everywhere(call, 'unban'),
  show: shown('globalunban'),
});
