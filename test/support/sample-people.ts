import type { Clock } from '../../src/base/clock.ts';
import { communityId } from '../../src/base/ids.ts';
import { ok, refuse } from '../../src/base/result.ts';
import { coreTexts } from '../../src/core/core-texts.ts';
import type { PersonEvent, PersonKey, PersonView } from '../../src/core/people/people.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import type { DashboardPorts } from '../../src/dashboard/ports.ts';
import { moderation } from '../../src/modules/moderation/index.ts';
import { people } from '../../src/modules/people/index.ts';

const community = communityId('discord:1');
const eve = 'discord:7';
const eveOnIrc = 'irc:libera:account:eve';

const say = (() => {
  const book = textBook();
  for (const texts of [coreTexts, moderation.texts, people.texts]) if (texts) book.add(texts);
  return book.in('en');
})();

function eventsAt(nowMs: number): PersonEvent[] {
  const hour = 3_600_000;
  return [
    {
      ...{ atMs: nowMs - hour, kind: 'review', what: 'review', number: 3, actor: eve },
      ...{ text: 'you are such an idiot', state: 'approved', by: 'mod' },
    },
    {
      ...{ atMs: nowMs - 2 * hour, kind: 'case', what: 'mute', number: 9, actor: eve },
      ...{ text: 'insults', by: 'ann', state: 'open' },
    },
    {
      ...{ atMs: nowMs - 3 * hour, kind: 'guard', what: 'refused', actor: eveOnIrc },
      text: '#castle, choose, 12 ×',
    },
    {
      ...{ atMs: nowMs - 30 * hour, kind: 'note', what: 'note', number: 9, actor: eve },
      ...{ text: 'has said sorry', by: 'ann' },
    },
  ];
}

/** One person with an identity on each network, in memory. */
export function samplePeople(clock: Clock): DashboardPorts['people'] {
  const events = eventsAt(clock.now());
  const isEve = ({ community: asked, actor }: PersonKey) => asked === community && actor === eve;
  const unknown = Promise.resolve(refuse('people.unknown'));
  const view = (): PersonView => ({
    ...{ actor: eve, name: 'eve', counts: { mute: 1, warn: 2 }, heat: 6.4, reachable: true },
    identities: [
      { actor: eve, name: 'eve', linkedAtMs: clock.now() },
      { actor: eveOnIrc, name: 'eve_', linkedAtMs: clock.now() },
    ],
    names: [
      { name: 'eve', firstAtMs: clock.now() - 9e9, lastAtMs: clock.now() },
      { name: 'eva', firstAtMs: clock.now() - 9e9, lastAtMs: clock.now() - 8e9 },
    ],
    guard: { strikes: 1, violations: 2, bans: 0, held: [{ kind: 'muted', leftMs: 240_000 }] },
    events,
  });
  return {
    ...{ say, places: () => [] },
    book: { communities: () => Promise.resolve([{ id: community, name: 'Castle', cases: 3 }]) },
    desk: {
      search: (asked, text) =>
        Promise.resolve(
          asked === community && 'eve eva account:eve discord:7'.includes(text.toLowerCase())
            ? [{ actor: eve, name: 'eve', counts: { mute: 1, warn: 2 }, known: ['here', 'cases'] }]
            : [],
        ),
      person: (key) => (isEve(key) ? Promise.resolve(ok(view())) : unknown),
      preview: (key, { kind, forMs }) =>
        isEve(key)
          ? Promise.resolve(
              ok({
                ...{ kind, name: 'eve', place: 'Castle', count: 1, tooOld: 0, marks: ['7'] },
                ...{ others: kind === 'ban' ? ['bob'] : [], touches: kind === 'mute' ? [9] : [] },
                untilMs: forMs === undefined ? undefined : clock.now() + forMs,
              }),
            )
          : unknown,
      act: (key, { kind, acceptOthers = 0, reason }) => {
        if (!isEve(key)) return unknown;
        if (kind === 'ban' && acceptOthers < 1)
          return Promise.resolve(refuse('act.hits-others', { count: 1, names: 'bob' }));
        const number = 10 + events.length;
        events.unshift({
          ...{ atMs: clock.now(), kind: 'case', what: kind, number, actor: eve, text: reason },
          ...{ by: 'owner', state: 'open' },
        });
        return Promise.resolve(
          ok({
            dry: false,
            effect: {
              ...{ kind, name: 'eve', place: 'Castle', count: 1, tooOld: 0, marks: [] },
              ...{ others: [], touches: [] },
            },
            made: {
              ...{ community, number, kind, state: 'open', target: eve, targetName: 'eve' },
              ...{ by: 'web:owner', byName: 'owner', via: 'dashboard', reason, count: 1 },
              place: {
                ...{ connection: 'discord', platform: 'discord', space: 'discord:1' },
                ...{ channel: 'discord/2', name: 'Castle' },
              },
              ...{ atMs: clock.now(), told: true },
            },
          }),
        );
      },
      lift: () => Promise.resolve(refuse('act.not-held.mute', { name: 'eve', place: 'Castle' })),
    },
  };
}
