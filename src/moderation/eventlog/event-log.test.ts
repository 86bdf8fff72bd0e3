import { expect, test } from 'vitest';
import { settingsBench } from '../../../test/support/settings-bench.ts';
import { manualClock } from '../../base/clock.ts';
import { actorId, channelId, connectionId, messageId, spaceId } from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { silentLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import type { Actor } from '../../core/actor.ts';
import { type Audience, openToAll } from '../../core/audience.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, NotedEvent, Place } from '../../core/event.ts';
import { EventLog, type Page } from './event-log.ts';
import { groupNames, groupOf, kindsNamed, logKinds } from './kinds.ts';
import { eventLogSettings } from './settings.ts';
import { eventLogTexts } from './texts.ts';

const castle = spaceId('discord:10');
const here = (name: string): Place => ({
  ...{ connection: connectionId('dc'), platform: 'discord', space: castle, name: `#${name}` },
  channel: channelId(`dc/${name}`),
});
const only = (...names: string[]): Audience => ({ everyone: false, only: new Set(names) });
const audiences: Readonly<Record<string, Audience>> = {
  'dc/hall': openToAll,
  'dc/log': only('mods', 'admins'),
  'dc/tower': only('admins'),
};
const person = (name: string): Actor => ({
  ...{ id: actorId(`discord:${name}`), name, mention: `<@${name}>`, native: name, bot: false },
  ...{ standing: 'member', roles: [], identified: true },
});

async function logIn(settingsMade: Readonly<Record<string, string>>) {
  const clock = manualClock();
  const { settings } = await settingsBench({ clock, log: silentLog, random: seededRandom(1) });
  settings.declare(eventLogSettings);
  const owner = actorId('web:owner');
  for (const [name, value] of Object.entries(settingsMade)) {
    const written = await settings.write(name, `space:${castle}`, value, owner);
    expect(written.ok).toBe(true);
  }
  const pages: Page[] = [];
  const log = new EventLog({
    ...{ settings, clock, log: silentLog, life: lifetime('test'), channelNamed: channelId },
    audience: (channel) => audiences[channel],
    write: (page) => pages.push(page),
  });
  const kinds = () =>
    pages.flatMap(({ to, entries }) =>
      entries.map(
        ({ kind, subject }) => `${to === 'webhook' ? to : to.channel} ${kind} ${subject}`,
      ),
    );
  const happen = async (...events: InboundEvent[]) => {
    for (const event of events) log.take(event);
    await clock.advance(2500);
  };
  return { log, pages, kinds, happen };
}

const said = (id: string, text: string, place = 'hall', name = 'bob'): InboundEvent => ({
  ...{ kind: 'message', atMs: 1, where: here(place), actor: person(name), id: messageId(id) },
  ...{ text, replayed: false, unanswerable: false },
  reply: { where: here(place), actor: person(name) },
});
const gone = (id: string, place = 'hall'): InboundEvent => ({
  ...{ kind: 'message-deleted', atMs: 2, where: here(place), id: messageId(id) },
});
const noted = (
  what: NotedEvent['what'],
  subject: string,
  more: Partial<NotedEvent> = {},
): NotedEvent => ({
  ...{ kind: 'noted', what, atMs: 3, where: here('hall'), subject, target: subject, ...more },
});

test('a webhook gets what everybody could see, and a channel what its readers could', async () => {
  const { kinds, happen } = await logIn({
    'eventlog.channel': 'dc/log',
    'eventlog.webhook': 'https://hooks.example/secret',
  });
  await happen(said('1', 'open'), said('2', 'for admins', 'tower'), gone('1'), gone('2', 'tower'));
  expect(kinds()).toEqual(['dc/log message-deleted bob', 'webhook message-deleted bob']);
});

test('who deleted another’s message is told with the deletion, whichever comes first within two seconds', async () => {
  const { pages, happen } = await logIn({ 'eventlog.channel': 'dc/log' });
  const mod = person('mod');
  await happen(
    ...[said('1', 'rude'), gone('1')],
    noted('message-removed', 'bob', { by: mod, target: 'bob' }),
  );
  expect(pages[0]?.entries).toMatchObject([{ kind: 'message-deleted', by: { name: 'mod' } }]);
});

test('a purge is one line, however many messages went, whichever is told first', async () => {
  const { kinds, happen } = await logIn({ 'eventlog.channel': 'dc/log' });
  const purge = noted('messages-purged', '#hall', { target: 'hall' });
  await happen(gone('1'), gone('2'), purge, gone('3'));
  expect(kinds()).toEqual(['dc/log messages-purged #hall']);
});

test('who boosts is told once, as who did it himself', async () => {
  const { pages, happen } = await logIn({ 'eventlog.channel': 'dc/log' });
  await happen(noted('member-boosted', 'bob', { by: person('bob'), target: '5' }));
  expect(pages[0]?.entries).toMatchObject([{ subject: 'bob', person: person('bob').id }]);
  expect(pages[0]?.entries[0]?.by).toBeUndefined();
});

test('a flood of events is counted, not listed', async () => {
  const { pages, happen } = await logIn({ 'eventlog.channel': 'dc/log' });
  await happen(...Array.from({ length: 500 }, (_, at) => noted('role-created', `role ${at}`)));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatchObject({ left: 460 });
  expect(pages[0]?.entries).toHaveLength(40);
});

test('what happens to messages of the log itself is not logged again', async () => {
  const { kinds, happen } = await logIn({ 'eventlog.channel': 'dc/hall' });
  await happen(said('1', 'x'), gone('1'));
  expect(kinds()).toEqual([]);
});

test('what is kept of a person goes when he is forgotten', async () => {
  const { log, happen } = await logIn({ 'eventlog.channel': 'dc/log' });
  const bob = person('bob');
  await happen(said('1', 'mine'), said('2', 'mine, too'), gone('2'));
  expect(log.textsOf(bob.id)).toHaveLength(1);
  expect(log.forget(bob.id)).toBe(2);
  expect([log.textsOf(bob.id), log.recent(communityOf(castle))]).toEqual([[], []]);
});

test('every kind has a group, a name in each language, and can be named', () => {
  expect(logKinds.length).toBeGreaterThanOrEqual(49);
  for (const kind of logKinds) {
    expect(groupNames).toContain(groupOf(kind));
    expect(kindsNamed(kind)).toEqual([kind]);
    expect(eventLogTexts.en[`eventlog.kind.${kind}`]).toBeDefined();
    expect(eventLogTexts.fr[`eventlog.kind.${kind}`]).toBeDefined();
  }
});
