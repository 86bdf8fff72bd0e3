import {
  defineCommand,
  integer,
  ok,
  optional,
  rest,
  shownMoment,
  word,
  layersOf,
} from '../../sdk/index.ts';
import { communityIn } from './place.ts';
import { inWords, ruleLine, shortened } from './words.ts';

const view = { category: 'operators', capability: 'automod.view' } as const;
const shown = 20;

export const automodList = defineCommand({
  ...view,
  name: 'automod list',
  aliases: ['automod rules'],
  args: {},
  needs: ['rules'],
  async run(call) {
    const community = communityIn(call);
    return community.ok ? ok(await call.rules.judged(community.value)) : community;
  },
  show: (rules, say, { prefix }) => ({
    tone: 'info',
    title: say('automod list.title', { count: rules.length }),
    lines:
      rules.length === 0
        ? [say('automod list.none', { prefix })]
        : rules.slice(0, shown).map((rule) => ruleLine(rule, say)),
    ...(rules.length > shown && { footer: say('automod.more', { more: rules.length - shown }) }),
  }),
});

export const automodTest = defineCommand({
  ...view,
  name: 'automod test',
  args: { text: rest({ example: 'a text that somebody might write' }) },
  needs: ['rules'],
  run({ args: { text }, where, caller, rules }) {
    // As anybody would say it: staff are spared by most rules.
    const actor = { ...caller, standing: 'member', roles: [], bot: false } as const;
    const trials = rules.trial({ where, actor, text });
    return ok({ text, trials });
  },
  show: ({ trials }, say) => ({
    tone: trials.some(({ outcome }) => outcome === 'fires') ? 'warning' : 'success',
    title: say('automod test.title', {
      count: trials.filter(({ outcome }) => outcome === 'fires').length,
      all: trials.length,
    }),
    lines: trials.slice(0, shown).flatMap(({ rule, outcome, reasons }) => [
      say('automod test.rule', { ...rule, outcome }),
      ...reasons
        .filter(({ holds }) => outcome === 'fires' || !holds)
        .map(({ condition, holds, found, value }) =>
          say('automod test.reason', {
            ...{ words: inWords(condition, say), holds: holds ? 'yes' : 'no', value },
            ...{ found: found?.text ?? '', from: found?.from ?? 0, to: found?.to ?? 0 },
          }),
        ),
    ]),
  }),
});

export const automodWhy = defineCommand({
  ...view,
  name: 'automod why',
  args: { who: optional(word({ example: 'ann' })) },
  needs: ['rules', 'clock'],
  run({ args: { who }, rules, clock, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const name = who?.replace(/^@/, '');
    const hits = rules.hits(community.value, { limit: 5, ...(name !== undefined && { name }) });
    return ok({ who: name ?? '', hits, nowMs: clock.now() });
  },
  show: ({ who, hits, nowMs }, say) => ({
    tone: 'info',
    title: say('automod why.title', { who, named: who === '' ? 'no' : 'yes' }),
    lines:
      hits.length === 0
        ? [say('automod why.none')]
        : hits.flatMap(({ atMs, rule, name, place, text, found, sentence }) => [
            say('automod why.hit', {
              ...{ ...rule, who: name, place, text: shortened(text) },
              ...{ minutes: Math.round((nowMs - atMs) / 60_000), found: found.join(', ') },
            }),
            inWords(sentence, say),
          ]),
  }),
});

export const automodHistory = defineCommand({
  ...view,
  name: 'automod history',
  args: { count: optional(integer({ min: 1, max: 20, example: '10' })) },
  needs: ['rules', 'settings'],
  async run({ args: { count }, rules, settings, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const timeZone = settings.readText('core.timeZone', layersOf(call.where));
    return ok({ timeZone, revisions: await rules.history(community.value, count ?? 10) });
  },
  show: ({ revisions, timeZone }, say) => ({
    tone: 'info',
    title: say('automod history.title'),
    lines:
      revisions.length === 0
        ? [say('automod history.none')]
        : revisions.map(({ seq, number, before = '', after = '', by, via, atMs }) =>
            say('automod history.line', {
              ...{ seq, number, by, via, at: shownMoment(atMs, timeZone) },
              ...{ before: shortened(before, 300), after: shortened(after, 300) },
              what: before === '' ? 'added' : after === '' ? 'removed' : 'changed',
            }),
          ),
  }),
});
