import {
  type Answer,
  type Case,
  type CaseCounts,
  type CaseKind,
  type DayCount,
  type Result,
  type Say,
  type WholeCase,
  caseKinds,
  isLasting,
  choice,
  communityOf,
  defineCommand,
  integer,
  labelled,
  ok,
  optional,
  somebody,
  refuse,
} from '../../sdk/index.ts';
import { momentIn } from './acted.ts';
import { caseMeant, meant, placeMeant, zoneIn } from './asking.ts';

const view = { category: 'operators', capability: 'mod.view' } as const;
const place = optional(labelled('in', '#castle'));
const count = optional(integer({ min: 1, max: 50, example: '10' }));
const usual = 10;

export const caseView = defineCommand({
  ...{ ...view, name: 'case view', aliases: ['case'] },
  args: { number: integer({ min: 1, example: '12' }), place },
  needs: ['moderation', 'permissions', 'settings'],
  async run(call) {
    const where = placeMeant(call, call.args.place);
    if (!where.ok) return where;
    const key = caseMeant(call, call.args.number, call.args.place);
    if (!key.ok) return key;
    const found = await call.moderation.book.whole(key.value);
    return found.ok ? ok({ found: found.value, zone: zoneIn(call.settings, where.value) }) : found;
  },
  show: ({ found, zone }, say) => wholeCard(found, zone, say),
});

interface Listed {
  readonly cases: readonly Case[];
  readonly zone: string;
  readonly name: string;
  readonly counts?: CaseCounts;
}

export const caseList = defineCommand({
  ...{ ...view, name: 'case list', aliases: ['cases', 'modlog'] },
  args: { kind: optional(choice(caseKinds)), count, place },
  needs: ['moderation', 'permissions', 'settings'],
  async run(call): Promise<Result<Listed>> {
    const { args, moderation, settings } = call;
    const where = placeMeant(call, args.place);
    if (!where.ok) return where;
    const { space, name } = where.value;
    if (space === undefined) return refuse('act.which-place');
    const cases = await moderation.book.history(communityOf(space), {
      limit: args.count ?? usual,
      ...(args.kind !== undefined && { kinds: [args.kind] }),
    });
    return ok({ cases, zone: zoneIn(settings, where.value), name: where.value.spaceName ?? name });
  },
  show: (listed, say) => listCard(listed, say, 'case list.title'),
});

export const infractions = defineCommand({
  ...{ ...view, name: 'infractions', aliases: ['history'] },
  menu: { on: 'person', fills: { who: 'person' } },
  args: { who: somebody(), count, place },
  needs: ['moderation', 'permissions', 'settings'],
  async run(call): Promise<Result<Listed>> {
    const { args, moderation, settings } = call;
    const found = await meant(call, args.who, args.place);
    if (!found.ok) return found;
    const { where, subject } = found.value;
    if (where.space === undefined) return refuse('act.which-place');
    const community = communityOf(where.space);
    const [cases, counts] = await Promise.all([
      moderation.book.history(community, { target: subject.id, limit: args.count ?? usual }),
      moderation.book.counts(community, subject.id),
    ]);
    return ok({ cases, counts, zone: zoneIn(settings, where), name: subject.name });
  },
  show: (listed, say) => listCard(listed, say, 'infractions.title'),
});

export const caseStats = defineCommand({
  ...{ ...view, name: 'case stats', aliases: ['modstats'] },
  args: { days: optional(integer({ min: 1, max: 366, example: '30' })), place },
  needs: ['moderation', 'permissions'],
  async run(call): Promise<Result<{ readonly days: readonly DayCount[]; readonly name: string }>> {
    const where = placeMeant(call, call.args.place);
    if (!where.ok) return where;
    const { space, name, spaceName } = where.value;
    if (space === undefined) return refuse('act.which-place');
    const days = await call.moderation.book.statistics(communityOf(space), call.args.days);
    return ok({ days, name: spaceName ?? name });
  },
  show: ({ days, name }, say) => statsCard(days, name, say),
});

function listCard({ cases, counts, zone, name }: Listed, say: Say, key: string): Answer {
  const sums = Object.entries(counts ?? {}).map(([kind, amount]) =>
    say('case.sum', { kind, amount }),
  );
  return {
    tone: 'info',
    title: say(key, { name, count: cases.length }),
    lines: [
      ...(sums.length > 0 ? [say('case.sums', { sums: sums.join(', ') })] : []),
      ...(cases.length === 0
        ? [say('case list.none')]
        : cases.map((one) => say('case.line', factsOf(one, zone)))),
    ],
    aside: saidAside(cases, zone, say).join('\n'),
  };
}

/** What notes say is for staff: who asked is told it alone, wherever that was. */
const saidAside = (cases: readonly Case[], zone: string, say: Say): readonly string[] =>
  cases
    .filter(({ kind, reason: said }) => kind === 'note' && said !== '')
    .map((one) => say('case.line', { ...factsOf(one, zone), reason: one.reason }));

const factsOf = (one: Case, zone: string) => ({
  ...{ number: one.number, kind: one.kind, state: stateOf(one), name: one.targetName },
  ...{ by: one.byName, at: momentIn(one.atMs, zone) },
  reason: one.kind === 'note' ? 'none' : one.reason || 'none',
  rule: one.rule ?? 'none',
  until: one.untilMs === undefined ? 'ever' : momentIn(one.untilMs, zone),
});

/** What is over says how. */
const stateOf = ({ state, ending }: Case): string =>
  state === 'ended' ? (ending?.how ?? state) : state;

const shownMessages = 5;
const shownNotes = 10;

function wholeCard(found: WholeCase, zone: string, say: Say): Answer {
  const facts = factsOf(found, zone);
  const { ending, evidence, notes, links, names } = found;
  const others = names.filter(({ name }) => name !== found.targetName).map(({ name }) => name);
  return {
    tone: 'info',
    title: say('case view.title', facts),
    lines: [
      say('case view.who', { ...facts, id: found.target, via: found.via, place: found.place.name }),
      say('case view.why', facts),
      say('case view.lasts', { ...facts, lasts: isLasting(found.kind) ? 'yes' : 'no' }),
      ...(found.problem === undefined
        ? []
        : [say('case view.failed', { why: say(found.problem) })]),
      ...(ending
        ? [
            say('case view.ended', {
              ...{
                how: ending.how,
                by: ending.byName ?? ending.by,
                at: momentIn(ending.atMs, zone),
              },
              why: ending.why || 'none',
            }),
          ]
        : []),
      ...(others.length > 0
        ? [say('case view.names', { names: others.slice(0, 8).join(', ') })]
        : []),
      ...evidence
        .slice(0, shownMessages)
        .map(({ text, channel, atMs }) =>
          say('case view.said', { text, channel, at: momentIn(atMs, zone) }),
        ),
      ...links.map(({ kind, number, direction }) =>
        say('case view.link', { kind, number, direction }),
      ),
    ],
    aside: [
      ...saidAside([found], zone, say),
      ...notes
        .slice(-shownNotes)
        .map(({ byName: by, text, atMs }) =>
          say('case view.note', { by, text, at: momentIn(atMs, zone) }),
        ),
    ].join('\n'),
  };
}

const daysShown = 14;

function statsCard(days: readonly DayCount[], name: string, say: Say): Answer {
  const byDay = Map.groupBy(days, ({ day }) => day);
  const sum = days.reduce((total, { count: amount }) => total + amount, 0);
  const kinds = (some: readonly { readonly kind: CaseKind; readonly count: number }[]) =>
    some.map(({ kind, count: amount }) => say('case.sum', { kind, amount })).join(', ');
  return {
    tone: 'info',
    title: say('case stats.title', { name, sum }),
    lines:
      days.length === 0
        ? [say('case stats.none')]
        : [...byDay]
            .slice(0, daysShown)
            .map(([day, some]) => say('case stats.line', { day, sums: kinds(some) })),
  };
}
