import { manualClock } from '../../src/base/clock.ts';
import { actorId } from '../../src/base/ids.ts';
import type { LogLevel } from '../../src/base/log.ts';
import type { Feed, FeedLine, Happening } from '../../src/console/feed.ts';
import { Company } from '../../src/console/company.ts';
import type { Link } from '../../src/console/link.ts';
import { Session } from '../../src/console/session.ts';
import { consoleTexts } from '../../src/console/texts.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { Raised } from '../../src/core/alerts/alerts.ts';
import { coreTexts } from '../../src/core/core-texts.ts';
import type { MessageEvent } from '../../src/core/event.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import type { Trace } from '../../src/core/trace.ts';

export const operatorCalled = (name: string): Actor => ({
  ...{ id: actorId(`irc:libera:account:${name}`), name, mention: name, native: name, bot: false },
  ...{ standing: 'member', roles: [], identified: true },
});

/** A link whose other end is the test. */
export interface FakeLink extends Link {
  waitingBytes: number;
  /** What the person has seen. */
  readonly seen: string[];
  readonly ended: boolean;
  types(...lines: readonly string[]): void;
  /** The person goes away. */
  drop(): void;
}

export function fakeLink(address?: string): FakeLink {
  const seen: string[] = [];
  const endings: (() => void)[] = [];
  let take: (line: string) => void = () => {};
  let ended = false;
  const over = (): void => {
    if (ended) return;
    ended = true;
    for (const run of endings) run();
  };
  return {
    ...{ address, waitingBytes: 0, seen },
    get ended() {
      return ended;
    },
    read: (next) => {
      take = next;
    },
    hold: () => {},
    write: (text) => void seen.push(text),
    end(text) {
      if (text !== undefined) seen.push(text);
      over();
    },
    onEnd: (run) => void endings.push(run),
    types(...lines) {
      for (const line of lines) if (!ended) take(line);
    },
    drop: over,
  };
}

/** A feed that the test fills. */
export function fakeFeed() {
  const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
  const logs = new Set<{ least: LogLevel; take: (line: FeedLine) => void }>();
  const happenings = new Set<(happening: Happening) => void>();
  const alerts = new Set<(alert: Raised) => void>();
  const traces = new Set<(trace: Trace) => void>();
  const followed =
    <Item>(set: Set<(item: Item) => void>) =>
    (take: (item: Item) => void) => {
      set.add(take);
      return () => set.delete(take);
    };
  const feed: Feed = {
    log(least, take) {
      const one = { least, take };
      logs.add(one);
      return () => logs.delete(one);
    },
    happenings: followed(happenings),
    alerts: followed(alerts),
    traces: followed(traces),
  };
  return {
    feed,
    get followers() {
      return logs.size + happenings.size + alerts.size + traces.size;
    },
    logs(level: LogLevel, message: string, facts: FeedLine['facts'] = {}) {
      for (const { least, take } of logs) {
        if (order.indexOf(level) >= order.indexOf(least)) take({ level, message, facts, atMs: 0 });
      }
    },
    happens: (one: Happening) => happenings.forEach((take) => take(one)),
    alerts: (one: Raised) => alerts.forEach((take) => take(one)),
    traces: (one: Trace) => traces.forEach((take) => take(one)),
  };
}

/** A console with nobody on it yet, on a clock that moves when told. */
export function consoleBench() {
  const clock = manualClock();
  const company = new Company();
  const feed = fakeFeed();
  const commands: MessageEvent[] = [];
  const texts = textBook();
  texts.add(consoleTexts);
  texts.add(coreTexts);
  let count = 0;
  return {
    ...{ clock, company, feed },
    /** What was asked of the program, oldest first. */
    commands: () => commands.map(({ text }) => text),
    enters(name: string, { hears = true }: { hears?: boolean } = {}): FakeLink {
      const link = fakeLink();
      count += 1;
      const visitor = { actor: operatorCalled(name), via: 'DCC CHAT, libera', hears };
      new Session(count, link, visitor, {
        ...{ clock, company, feed: feed.feed, say: () => texts.in('en') },
        commands: { find: (word) => (word === 'status' ? statusInfo : undefined) },
        dispatch: (event) => void commands.push(event),
      }).open();
      return link;
    },
  };
}

const statusInfo = { name: 'status', category: 'operators', aliases: [], args: {} };
