import {
  defineCommand,
  integer,
  ok,
  optional,
  rest,
  shownMoment,
  layersOf,
} from '../../sdk/index.ts';
import { named } from './change.ts';
import { communityIn } from './place.ts';
import { automationLine, inWords, shortened, stepLines } from './words.ts';

const view = { category: 'operators', capability: 'automation.view' } as const;
const number = integer({ min: 1, max: 999_999, example: '3' });
const mostListed = 20;
const mostTraced = 5;

export const automationList = defineCommand({
  ...view,
  name: 'automation list',
  args: {},
  needs: ['automations'],
  run(call) {
    const community = communityIn(call);
    return community.ok ? ok(call.automations.list(community.value)) : community;
  },
  show: (all, say, { prefix }) => ({
    tone: 'info',
    title: say('automation list.title', { count: all.length }),
    lines:
      all.length === 0
        ? [say('automation list.none', { prefix })]
        : all.slice(0, mostListed).map((one) => automationLine(one, say)),
    ...(all.length > mostListed && {
      footer: say('automation.more', { more: all.length - mostListed }),
    }),
  }),
});

export const automationShow = defineCommand({
  ...view,
  name: 'automation show',
  args: { number },
  needs: ['automations', 'settings'],
  run({ args, automations, settings, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const found = automations.find(community.value, args.number);
    const zone = settings.readText('core.timeZone', layersOf(call.where));
    return found.ok ? ok({ ...found.value, zone }) : found;
  },
  show: ({ zone, ...one }, say) => ({
    tone: 'info',
    title: say('automation show.title', { number: one.number, name: one.name, mode: one.mode }),
    lines: [
      inWords(one.sentence, say),
      say('automation show.runs', { runs: one.runs }),
      ...(one.last
        ? [
            say('automation show.last', {
              at: shownMoment(one.last.atMs, zone),
              outcome: one.last.outcome,
            }),
          ]
        : []),
      ...(one.nextAtMs === undefined
        ? []
        : [say('automation show.next', { at: `${shownMoment(one.nextAtMs, zone)} ${zone}` })]),
    ],
  }),
});

export const automationTest = defineCommand({
  ...view,
  name: 'automation test',
  args: { what: rest({ example: '3 what somebody might write' }) },
  needs: ['automations'],
  run({ args: { what }, automations, caller, where, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const [, digits, text] = /^#?(\d{1,6})(?:\s+([^]+))?$/.exec(what.trim()) ?? [];
    return automations.test({
      ...{ community: community.value, where, actor: caller },
      what: digits === undefined ? named(what) : Number(digits),
      ...(text !== undefined && { text }),
    });
  },
  show: (trial, say) => ({
    tone: trial.begins && trial.holds ? 'success' : 'warning',
    title: say('automation test.title', {
      outcome: !trial.begins ? 'begins-not' : trial.holds ? 'runs' : 'passes',
    }),
    lines: [inWords(trial.sentence, say), ...stepLines(trial, say)],
    footer: say('automation test.nothing-done'),
  }),
});

export const automationTrace = defineCommand({
  ...view,
  name: 'automation trace',
  args: { number: optional(number) },
  needs: ['automations', 'clock'],
  run({ args, automations, clock, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const runs = automations.runs(community.value, { number: args.number, limit: mostTraced });
    return ok({ runs, nowMs: clock.now() });
  },
  show: ({ runs, nowMs }, say) => ({
    tone: 'info',
    title: say('automation trace.title'),
    lines:
      runs.length === 0
        ? [say('automation trace.none')]
        : runs.flatMap((run) => [
            say('automation trace.run', {
              ...{ number: run.number, name: run.name, outcome: run.outcome, place: run.place },
              ...{ who: run.who?.name ?? '', someone: run.who ? 'yes' : 'no' },
              ...{ minutes: Math.round((nowMs - run.atMs) / 60_000) },
              ...{ text: shortened(run.text, 80), said: run.text === '' ? 'no' : 'yes' },
            }),
            ...stepLines(run, say),
          ]),
  }),
});

export const automationHistory = defineCommand({
  ...view,
  name: 'automation history',
  args: { count: optional(integer({ min: 1, max: 20, example: '10' })) },
  needs: ['automations', 'settings'],
  async run({ args: { count }, automations, settings, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const zone = settings.readText('core.timeZone', layersOf(call.where));
    return ok({ zone, revisions: await automations.history(community.value, count ?? 10) });
  },
  show: ({ revisions, zone }, say) => ({
    tone: 'info',
    title: say('automation history.title'),
    lines:
      revisions.length === 0
        ? [say('automation history.none')]
        : revisions.map(({ seq, number: of, before = '', after = '', by, via, atMs }) =>
            say('automation history.line', {
              ...{ seq, number: of, by, via, at: shownMoment(atMs, zone) },
              ...{ before: shortened(before, 300), after: shortened(after, 300) },
              what: before === '' ? 'added' : after === '' ? 'removed' : 'changed',
            }),
          ),
  }),
});
