import {
  type Answer,
  type Call,
  type Incident,
  type IncidentEntry,
  type IncidentKey,
  type Ports,
  type Result,
  type Say,
  type WholeIncident,
  choice,
  communityOf,
  defineCommand,
  integer,
  labelled,
  ok,
  optional,
  refuse,
  rest,
} from '../../sdk/index.ts';
import { momentIn } from './acted.ts';
import { doerOf, placeMeant, zoneIn } from './asking.ts';

const needs = ['moderation', 'permissions', 'settings'] as const;
const place = optional(labelled('in', '#castle'));
const number = integer({ min: 1, example: '2' });
const view = { category: 'operators', capability: 'mod.view', needs } as const;
const change = { category: 'operators', capability: 'mod.cases', needs } as const;

type Asked = Call<{ readonly number: number; readonly place?: string | undefined }> &
  Pick<Ports, (typeof needs)[number]>;

function meant(call: Asked): Result<{ readonly key: IncidentKey; readonly zone: string }> {
  const where = placeMeant(call, call.args.place);
  if (!where.ok) return where;
  const { space } = where.value;
  if (space === undefined) return refuse('act.which-place');
  const zone = zoneIn(call.settings, where.value);
  return ok({ key: { community: communityOf(space), number: call.args.number }, zone });
}

export const incidentList = defineCommand({
  ...{ ...view, name: 'incident list', aliases: ['incidents'] },
  args: { state: optional(choice(['open', 'closed'] as const)), place },
  async run(call) {
    const where = placeMeant(call, call.args.place);
    if (!where.ok) return where;
    const { space } = where.value;
    if (space === undefined) return refuse('act.which-place');
    const { state } = call.args;
    const incidents = await call.moderation.incidents.list(communityOf(space), {
      ...(state !== undefined && { state }),
    });
    return ok({ incidents, zone: zoneIn(call.settings, where.value) });
  },
  show: ({ incidents, zone }, say) => ({
    tone: 'info',
    title: say('incident list.title', { count: incidents.length }),
    lines:
      incidents.length === 0
        ? [say('incident list.none')]
        : incidents.map((one) => say('incident.line', factsOf(one, zone))),
  }),
});

export const incidentShow = defineCommand({
  ...{ ...view, name: 'incident show', aliases: ['incident'] },
  args: { number, place },
  async run(call) {
    const asked = meant(call);
    if (!asked.ok) return asked;
    const { key, zone } = asked.value;
    const found = await call.moderation.incidents.whole(key);
    return found.ok ? ok({ found: found.value, zone }) : found;
  },
  show: ({ found, zone }, say) => wholeCard(found, zone, say),
});

export const incidentNote = defineCommand({
  ...{ ...change, name: 'incident note' },
  args: { number, place, text: rest({ example: 'he was warned before' }) },
  async run(call) {
    const asked = meant(call);
    if (!asked.ok) return asked;
    return call.moderation.incidents.note(asked.value.key, doerOf(call), call.args.text);
  },
  show: ({ number: of }, say) => ({
    ...({ tone: 'success' } as const),
    say: say('incident note.done', { number: of }),
  }),
});

export const incidentClose = defineCommand({
  ...{ ...change, name: 'incident close' },
  args: { number, place },
  async run(call) {
    const asked = meant(call);
    return asked.ok ? call.moderation.incidents.close(asked.value.key, doerOf(call)) : asked;
  },
  show: ({ number: of }, say) => ({
    ...({ tone: 'success' } as const),
    say: say('incident close.done', { number: of }),
  }),
});

const factsOf = (one: Incident, zone: string) => ({
  ...{ number: one.number, kind: one.kind, state: one.state, place: one.place.name },
  ...{ detections: one.detections, people: one.people, cases: one.cases },
  ...{ at: momentIn(one.openedAtMs, zone), last: momentIn(one.lastAtMs, zone) },
  about: one.subject,
});

const entriesShown = 15;
const peopleShown = 12;

function wholeCard(found: WholeIncident, zone: string, say: Say): Answer {
  const { timeline, concerned, caseNumbers, holds } = found;
  const facts = factsOf(found, zone);
  const left = timeline.length - entriesShown;
  return {
    tone: found.state === 'open' ? 'warning' : 'info',
    title: say('incident show.title', facts),
    lines: [
      say('incident show.sums', facts),
      ...(concerned.length > 0
        ? [
            say('incident show.people', {
              names: concerned
                .slice(0, peopleShown)
                .map(({ name }) => name)
                .join(', '),
              others: Math.max(0, concerned.length - peopleShown),
            }),
          ]
        : []),
      ...(caseNumbers.length > 0
        ? [
            say('incident show.cases', {
              numbers: caseNumbers
                .slice(0, 20)
                .map((one) => `#${one}`)
                .join(', '),
              others: Math.max(0, caseNumbers.length - 20),
            }),
          ]
        : []),
      ...holds.map(({ place: at, level }) => say('incident show.holds', { place: at, level })),
      ...(left > 0 ? [say('incident show.left', { count: left })] : []),
      ...timeline.slice(-entriesShown).map((entry) => entryLine(entry, zone, say)),
      ...(caseNumbers.length > 0 || holds.length > 0
        ? [say('incident show.undo', { number: found.number })]
        : []),
    ],
  };
}

const entryLine = (entry: IncidentEntry, zone: string, say: Say): string =>
  say('incident show.entry', {
    at: momentIn(entry.atMs, zone),
    what: say(`incident.${entry.what}`, {
      ...entry.facts,
      ...{ name: entry.name ?? 'somebody', text: entry.text ?? '' },
    }),
    count: entry.count,
  });
