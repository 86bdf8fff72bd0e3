import { channelId, type ChannelId, type SpaceId, partsOfChannel } from '../base/ids.ts';
import { messageOf } from '../base/errors.ts';
import { truncate } from '../base/text.ts';
import type { Log } from '../base/log.ts';
import { Outbox } from '../core/alerts/outbox.ts';
import { webPost } from '../core/alerts/post.ts';
import type { Card } from '../core/card.ts';
import type { EventLogDesk } from '../core/commands/event-log-desk.ts';
import type { InboundEvent, PlatformKind } from '../core/event.ts';
import { withoutMarkup } from '../core/markup.ts';
import type { PersonalHook } from '../core/privacy/privacy.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import { scopesOf } from '../core/settings/scope.ts';
import { type Say, languageNamed } from '../core/texts/texts.ts';
import {
  type Entry,
  EventLog,
  type Page,
  eventLogSettings,
  eventLogTexts,
  groupOf,
  lineOf,
  logGroups,
} from '../moderation/eventlog/index.ts';
import type { Registries, Surroundings } from './registries.ts';

export interface OpenEventLog {
  take(event: InboundEvent): void;
  readonly desk: EventLogDesk;
  readonly personal: PersonalHook;
}

/** Long enough to stay informed, short enough that each network shows it in one piece. */
const linesPerCard = 5;
const longestContent = 2000;
const webhookSetting = 'eventlog.webhook';

/** The log of events, written into the channels and posted to the webhooks that staff have named. */
export function openEventLog(
  surroundings: Surroundings,
  { ports, board, secrets }: Registries,
): OpenEventLog {
  const { config, clock, random, log, life: whole } = surroundings;
  const life = whole.child('event log');
  const { settings, texts, alerts } = ports;
  life.own(settings.declare(eventLogSettings));
  life.own(texts.add(eventLogTexts));
  const post = webPost({ allowPrivate: config.alerts.webhook_private });
  const outbox = new Outbox({ clock, random, log, life, post });
  const writer = new Writer({ settings, texts, alerts, board, secrets, outbox, log });
  const events = new EventLog({
    ...{ settings, clock, log, life, channelNamed: channelId },
    write: (page) => {
      writer
        .write(page)
        .catch((err: unknown) => log.error({ err }, 'A page of the log could not be written'));
    },
    audience: (channel) => board.platform(partsOfChannel(channel).connection)?.audience?.(channel),
  });
  return {
    take: (event) => events.take(event),
    desk: deskOf(events, board),
    personal: {
      name: 'eventlog',
      tell: ({ actor }) => Promise.resolve(events.textsOf(actor).map(({ text }) => ({ text }))),
      erase: ({ actor }) => Promise.resolve(events.forget(actor)),
    },
  };
}

interface WriterParts extends Pick<Registries['ports'], 'settings' | 'texts' | 'alerts'> {
  readonly board: Pick<Registries['board'], 'platform'>;
  readonly secrets: Pick<Secrets, 'read'>;
  readonly outbox: Outbox;
  readonly log: Log;
}

/** Puts pages into words and brings them where they go. */
class Writer {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** What could not be said is told to operators. */
  async write(page: Page): Promise<void> {
    const { board, settings, texts, outbox } = this.#parts;
    const entries = await Promise.all(page.entries.map((entry) => named(entry, board)));
    const say = texts.in(languageNamed(settings.readText('core.language', page.place)));
    const lines = linesOf({ ...page, entries }, say);
    if (page.to !== 'webhook') return this.#say(page.to.channel, lines, page);
    outbox.put({ address: () => this.#addressOf(page), body: bodyOf(entries, lines) });
  }

  async #say(channel: ChannelId, lines: readonly string[], { place }: Page): Promise<void> {
    const { board, alerts, log } = this.#parts;
    try {
      await sayAll(board.platform(partsOfChannel(channel).connection), channel, lines);
    } catch (failure) {
      const problem = messageOf(failure);
      log.warn({ channel, problem }, 'The log of events could not be written');
      alerts.raise({
        ...{ subject: `eventlog:${channel}`, tone: 'warning' },
        ...(place.space !== undefined && { space: place.space }),
        text: { key: 'eventlog.failed', facts: { channel, problem } },
      });
    }
  }

  /** The address that is nearest to the place. */
  async #addressOf({ place }: Page): Promise<string | undefined> {
    for (const scope of scopesOf(place)) {
      const address = await this.#parts.secrets.read({ scope, name: webhookSetting });
      if (address !== undefined) return address;
    }
    return undefined;
  }
}

/** Some things are told with ids of people only. */
async function named(entry: Entry, board: WriterParts['board']): Promise<Entry> {
  const nameOf = async (native: string): Promise<string> => {
    const platform = board.platform(entry.where.connection);
    const found = await platform?.findActor(entry.where, native).catch(() => undefined);
    return found?.name ?? native;
  };
  const { subject, target, by } = entry;
  const isBare = (name: string): boolean => /^\d{15,22}$/.test(name);
  return {
    ...entry,
    ...(subject === target && isBare(subject) && { subject: await nameOf(subject) }),
    ...(by && isBare(by.name) && { by: { ...by, name: await nameOf(by.name) } }),
  };
}

const linesOf = ({ entries, left }: Page, say: Say): readonly string[] => [
  ...entries.map((entry) => lineOf(entry, say)),
  ...(left > 0 ? [say('eventlog.more', { count: left })] : []),
];

async function sayAll(
  platform: ReturnType<Registries['board']['platform']>,
  channel: ChannelId,
  lines: readonly string[],
): Promise<void> {
  if (!platform)
    throw new RangeError(`No connection is called ${partsOfChannel(channel).connection}`);
  for (let at = 0; at < lines.length; at += linesPerCard) {
    const card: Card = { tone: 'plain', lines: lines.slice(at, at + linesPerCard) };
    await platform.say(channel, card, { lane: 'bulk' });
  }
}

/** Read by Discord's webhooks (`content`) and by anything that takes JSON (`entries`). Nobody is pinged by it. */
const bodyOf = (entries: readonly Entry[], lines: readonly string[]): string =>
  JSON.stringify({
    username: 'Castellan',
    content: truncate(lines.join('\n'), longestContent),
    allowed_mentions: { parse: [] },
    entries: entries.map(({ kind, atMs, where, subject, by, reason, changes }, at) => ({
      ...{ kind, at: new Date(atMs).toISOString(), place: where.name, subject, reason, changes },
      by: by?.name,
      text: withoutMarkup(lines[at] ?? ''),
    })),
  });

const deskOf = (events: EventLog, board: Pick<Registries['board'], 'platform'>): EventLogDesk => ({
  channelName: (space, channel) => channelName(board, space, channel),
  groups: () => logGroups,
  recent: (community, { limit, word }) =>
    events
      .recent(community)
      .filter(({ kind }) => word === undefined || kind === word || groupOf(kind) === word)
      .slice(0, limit),
});

async function channelName(
  board: Pick<Registries['board'], 'platform'>,
  space: SpaceId,
  channel: ChannelId,
): Promise<string | undefined> {
  const { connection, native } = partsOfChannel(channel);
  const found = board.platform(connection);
  if (!found) return undefined;
  const platform: PlatformKind = space.startsWith('irc:') ? 'irc' : 'discord';
  const where = { connection, platform, channel, space, name: native };
  // A network that is away knows no names: the id stands there meanwhile.
  const thing = await found.findThing(where, 'channel', native).catch(() => undefined);
  return thing?.name;
}
