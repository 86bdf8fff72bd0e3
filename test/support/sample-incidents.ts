import { communityId } from '../../src/base/ids.ts';
import { ok, refuse } from '../../src/base/result.ts';
import type { WholeIncident } from '../../src/core/incidents/incident.ts';
import type { Undo } from '../../src/core/incidents/undo.ts';
import type { DashboardPorts } from '../../src/dashboard/ports.ts';

const community = communityId('discord:1');

const one: WholeIncident = {
  ...{ community, number: 1, kind: 'rule', subject: 'rule:3', state: 'open' },
  ...{ openedAtMs: 1000, lastAtMs: 2000, detections: 3, people: 1, cases: 1 },
  place: {
    ...{ connection: 'discord', platform: 'discord', space: 'discord:1', channel: 'discord/2' },
    name: 'Castle',
  },
  timeline: [
    {
      ...{ atMs: 1000, kind: 'detection', what: 'rule', count: 3, actor: 'discord:7', name: 'eve' },
      facts: { number: 3, rule: 'scam', place: '#general' },
    },
  ],
  concerned: [{ actor: 'discord:7', name: 'eve', hits: 3 }],
  ...{ caseNumbers: [1], holds: [] },
};

const undone: Undo = {
  ...{ community, number: 1, of: 'incident', state: 'done', atMs: 3000 },
  steps: [
    { kind: 'case', ref: '1', state: 'done' },
    { kind: 'level', ref: 'x', state: 'refused', problem: 'undo.no-level' },
  ],
};

/** One community with one incident. */
export function sampleIncidents(): DashboardPorts['incidents'] {
  const isIt = (asked: { community: string; number: number }) =>
    asked.community === community && asked.number === 1;
  const unknown = ({ number }: { number: number }) => refuse('incident.unknown', { number });
  return {
    say: (key, facts = {}) => `${key} ${Object.values(facts).join(' ')}`.trim(),
    incidents: {
      communities: () => Promise.resolve([{ id: community, name: 'Castle', open: 1 }]),
      list: (asked, { state } = {}) =>
        Promise.resolve(asked === community && state !== 'closed' ? [one] : []),
      whole: (key) => Promise.resolve(isIt(key) ? ok(one) : unknown(key)),
      note: (key) => Promise.resolve(isIt(key) ? ok(one) : unknown(key)),
      close: (key) => Promise.resolve(isIt(key) ? ok({ ...one, state: 'closed' }) : unknown(key)),
    },
    undo: {
      preview: (_community, scope) =>
        Promise.resolve(
          ok({
            ...{ scope, levels: [], more: false, stamp: '1-abc' },
            cases: [{ number: 1, kind: 'ban', name: 'eve', count: 1, outcome: 'lifts' }],
          }),
        ),
      begin: (_community, _scope, { stamp }) =>
        Promise.resolve(stamp === '1-abc' ? ok(undone) : refuse('undo.changed')),
      find: (asked, number) =>
        Promise.resolve(
          isIt({ community: asked, number }) ? ok(undone) : refuse('undo.unknown', { number }),
        ),
    },
  };
}
