import { communityId } from '../../src/base/ids.ts';
import { ok, refuse } from '../../src/base/result.ts';
import type { WholeCase } from '../../src/core/cases/case.ts';
import type { DashboardPorts } from '../../src/dashboard/ports.ts';
import { noModeration } from './no-moderation.ts';

const community = communityId('discord:1');

const one: WholeCase = {
  ...{ community, number: 1, kind: 'ban', state: 'open', target: 'discord:7', targetName: 'eve' },
  ...{ by: 'discord:9', byName: 'ann', via: 'chat', reason: 'spam', atMs: 1000, count: 1 },
  place: {
    ...{ connection: 'discord', platform: 'discord', space: 'discord:1', channel: 'discord/2' },
    name: 'Castle',
  },
  ...{ evidence: [], notes: [], links: [], names: [] },
};

/** One community with one case. */
export function sampleCases(): DashboardPorts['cases'] {
  return {
    say: (key) => key,
    acts: {
      reverse: ({ number }) =>
        Promise.resolve(
          number === 1 ? ok({ ...one, state: 'ended' }) : refuse('case.unknown', { number }),
        ),
    },
    book: {
      ...noModeration.book,
      communities: () => Promise.resolve([{ id: community, name: 'Castle', cases: 1 }]),
      history: (asked, { text = '' } = {}) =>
        Promise.resolve(asked === community && one.reason.includes(text) ? [one] : []),
      whole: ({ community: asked, number }) =>
        Promise.resolve(
          asked === community && number === 1 ? ok(one) : refuse('case.unknown', { number }),
        ),
      counts: () => Promise.resolve({ ban: 1 }),
      addNote: () => Promise.resolve(ok(one)),
    },
  };
}
