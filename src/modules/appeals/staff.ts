import {
  type Answer,
  type Appeal,
  type AppealLink,
  type AppealStep,
  type Decided,
  type Result,
  type Say,
  type WholeAppeal,
  appealStates,
  choice,
  defineCommand,
  formatDuration,
  integer,
  lastingAction,
  ok,
  optional,
  rest,
} from '../../sdk/index.ts';
import { appealMeant, communityMeant, deciderOf, place, wordOf } from './asking.ts';

const staff = { category: 'operators', capability: 'mod.appeal' } as const;
const needs = [...(['appeals', 'moderation', 'permissions', 'clock'] as const)] as const;
const number = integer({ min: 1, example: '3' });
const why = optional(rest({ example: 'the ban stands' }));
const listed = 15;

interface Listed {
  readonly appeals: readonly Appeal[];
  readonly nowMs: number;
}

const sinceOf = ({ atMs, endedAtMs }: Appeal, nowMs: number): string =>
  formatDuration(Math.max(1000, (endedAtMs ?? nowMs) - atMs));

export const appealList = defineCommand({
  ...{ ...staff, name: 'appeal list', aliases: ['appeals'], needs, private: true },
  args: { state: optional(choice(appealStates)), place },
  async run(call): Promise<Result<Listed>> {
    const community = communityMeant(call, call.args.place);
    if (!community.ok) return community;
    const { state } = call.args;
    const appeals = await call.appeals.list(community.value, {
      ...{ limit: listed, ...(state !== undefined && { states: [state] }) },
    });
    return ok({ appeals, nowMs: call.clock.now() });
  },
  show: ({ appeals, nowMs }, say) => ({
    ...({ tone: 'info' } as const),
    title: say('appeal list.title'),
    lines:
      appeals.length === 0
        ? [say('appeal list.none')]
        : appeals.map((one) =>
            say('appeal list.line', {
              ...{ number: one.number, caseNumber: one.caseNumber, name: one.whoName },
              ...{ state: wordOf(one.state), since: sinceOf(one, nowMs) },
            }),
          ),
  }),
});

interface Viewed {
  readonly whole: WholeAppeal;
  readonly nowMs: number;
}

export const appealView = defineCommand({
  ...{ ...staff, name: 'appeal view', needs, args: { number, place }, private: true },
  async run(call): Promise<Result<Viewed>> {
    const key = appealMeant(call, call.args.number, call.args.place);
    if (!key.ok) return key;
    const found = await call.appeals.whole(key.value);
    return found.ok ? ok({ whole: found.value, nowMs: call.clock.now() }) : found;
  },
  show: ({ whole, nowMs }, say) => wholeCard(whole, nowMs, say),
});

export const appealTake = defineCommand({
  ...{ ...staff, name: 'appeal take', needs, args: { number, place } },
  async run(call) {
    const key = appealMeant(call, call.args.number, call.args.place);
    if (!key.ok) return key;
    const taken = await call.appeals.takeUp(key.value, deciderOf(call));
    return taken.ok ? ok({ appeal: taken.value, by: call.caller.name }) : taken;
  },
  show: ({ appeal, by }, say) => ({
    tone: 'info',
    say: say('appeal take.done', { number: appeal.number, by }),
  }),
});

export const appealApprove = defineCommand({
  ...{ ...staff, name: 'appeal approve', needs, args: { number, place, why } },
  async run(call) {
    const key = appealMeant(call, call.args.number, call.args.place);
    if (!key.ok) return key;
    return call.appeals.decide(key.value, {
      ...{ by: deciderOf(call), verdict: 'approved', why: call.args.why ?? '', via: 'chat' },
    });
  },
  show: (decided, say) => decidedCard(decided, 'approved', say),
});

type Denied =
  | { readonly step: 'done'; readonly decided: Decided }
  | { readonly step: 'why'; readonly number: number; readonly community: string };

/** A "no" has a reason: the person is told it. */
export const appealDeny = defineCommand({
  ...{ ...staff, name: 'appeal deny', needs, args: { number, place, why } },
  async run(call): Promise<Result<Denied>> {
    const key = appealMeant(call, call.args.number, call.args.place);
    if (!key.ok) return key;
    if (call.args.why === undefined) {
      // Asked only of what is there, so that nobody writes a reason for nothing.
      const found = await call.appeals.whole(key.value);
      return found.ok ? ok({ step: 'why', ...key.value }) : found;
    }
    const decided = await call.appeals.decide(key.value, {
      ...{ by: deciderOf(call), verdict: 'denied', why: call.args.why, via: 'chat' },
    });
    return decided.ok ? ok({ step: 'done', decided: decided.value }) : decided;
  },
  show(denied, say, { prefix }) {
    if (denied.step === 'done') return decidedCard(denied.decided, 'denied', say);
    const { number: asked, community } = denied;
    const id = lastingAction('appeal deny', { number: asked, place: community });
    const label = say('appeal deny.why');
    const title = say('appeal deny.title', { number: asked });
    return {
      ...({ tone: 'warning' } as const),
      say: say('appeal deny.say-why', { number: asked, prefix }),
      form:
        id === undefined
          ? undefined
          : { id, title, fields: [{ id: 'why', label, long: true, required: true }] },
    };
  },
});

export const appealLink = defineCommand({
  ...{ ...staff, name: 'appeal link', needs, private: true, forgetful: true },
  // Whoever reads the code first has it.
  whisper: true,
  args: { case: integer({ min: 1, example: '12' }), place },
  async run(call): Promise<Result<AppealLink & { readonly number: number }>> {
    const community = communityMeant(call, call.args.place);
    if (!community.ok) return community;
    const about = { community: community.value, number: call.args.case };
    const link = await call.appeals.link(about);
    return link.ok ? ok({ ...link.value, number: about.number }) : link;
  },
  show: ({ url, code, number: about }, say) =>
    url === undefined
      ? say('appeal link.code', { code, number: about })
      : say('appeal link.done', { url, number: about }),
});

function decidedCard({ outcome, appeal, overridden }: Decided, verdict: string, say: Say): Answer {
  const { number: decided, whoName: name } = appeal;
  if (outcome === 'proposed')
    return { tone: 'warning', say: say('appeal.proposed', { number: decided }) };
  const facts = { number: decided, name, verdict, alone: overridden ? 'yes' : 'no' };
  return { tone: verdict === 'approved' ? 'success' : 'info', say: say('appeal.decided', facts) };
}

function wholeCard(whole: WholeAppeal, nowMs: number, say: Say): Answer {
  const { number: own, caseNumber, about, answers, steps, whoName, state } = whole;
  const facts = { number: own, caseNumber, name: whoName, kind: about?.kind ?? 'other' };
  return {
    tone: 'info',
    title: say('appeal.post.title', facts),
    lines: [
      say('appeal view.state', { state: wordOf(state), since: sinceOf(whole, nowMs) }),
      ...(about
        ? [
            say('appeal.post.case', {
              ...{ by: about.byName, reason: about.reason || 'none', place: about.place.name },
            }),
          ]
        : []),
      ...answers.map((one) =>
        say('appeal.answer', { question: one.question || 'none', answer: one.answer }),
      ),
      ...steps.filter(({ what }) => what !== 'made').map((step) => stepLine(step, nowMs, say)),
    ],
  };
}

const stepLine = ({ what, byName, atMs, text }: AppealStep, nowMs: number, say: Say): string =>
  say('appeal view.step', {
    ...{ what: wordOf(what), by: byName, ago: formatDuration(Math.max(1000, nowMs - atMs)) },
    // Why it could not be lifted is kept as the key of its words.
    text: what === 'stuck' ? say(text) : text || 'none',
  });
