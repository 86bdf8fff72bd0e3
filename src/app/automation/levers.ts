import type { Clock } from '../../base/clock.ts';
import type { CommunityId, ConnectionId } from '../../base/ids.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Result, err, ok, refuse } from '../../base/result.ts';
import type { Automation } from '../../core/automation.ts';
import type {
  AutomationAuthor,
  AutomationDraft,
  AutomationLevers,
  AutomationRevisionView,
  AutomationRun,
  AutomationStarter,
  AutomationTrial,
  AutomationTry,
  AutomationView,
  OwnCommandView,
} from '../../core/commands/automation-levers.ts';
import type { CommandList } from '../../core/commands/command-info.ts';
import type { InWords } from '../../core/commands/rule-levers.ts';
import type { Place } from '../../core/event.ts';
import type { Permissions } from '../../core/permissions/permissions.ts';
import type { Platform } from '../../core/platform.ts';
import type { Settings } from '../../core/settings/settings.ts';
import {
  type AutomationDesk,
  type KnownAutomation,
  type Templates,
  checkTexts,
  checked,
  english,
  french,
  readSentence,
  sentenceOf,
  starters,
} from '../../automation/index.ts';
import type { Clockwork } from './clockwork.ts';
import type { Counts } from './counts.ts';
import type { AutomationEngine } from './engine.ts';
import { nameIsFree } from './free-name.ts';
import { occasionFor } from './occasion-for.ts';
import { prepared } from './prepare.ts';
import type { Runs } from './runs.ts';
import { everyoneSetting, settingsOf } from './settings.ts';

interface Parts {
  readonly desk: AutomationDesk;
  readonly engine: Pick<AutomationEngine, 'foresee'>;
  readonly clockwork: Clockwork;
  readonly templates: Templates;
  readonly runs: Runs;
  readonly counts: Counts;
  readonly settings: Settings;
  readonly permissions: Pick<Permissions, 'rankOf'>;
  readonly catalogue: Pick<CommandList, 'find' | 'all'>;
  readonly placeOf: (community: CommunityId) => Place | undefined;
  readonly platformOf: (connection: ConnectionId) => Platform | undefined;
  readonly clock: Pick<Clock, 'now'>;
}

/** Automations as staff handle them. */
export class HandledAutomations implements AutomationLevers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  list(community: CommunityId): readonly AutomationView[] {
    return this.#parts.desk.list(community).map((known) => this.#view(known));
  }

  find(community: CommunityId, number: number): Result<AutomationView> {
    return this.#viewed(this.#parts.desk.find(community, number));
  }

  preview({ sentence }: AutomationDraft) {
    const read = this.#read(sentence);
    return read.ok ? ok({ sentence: inWords(read.value), parts: read.value }) : read;
  }

  sentence(parts: Automation): Result<string> {
    const good = checked(parts);
    return good.ok ? ok(sentenceOf(good.value, english)) : good;
  }

  async create(
    community: CommunityId,
    drafts: readonly AutomationDraft[],
    by: AutomationAuthor,
  ): Promise<Result<readonly AutomationView[]>> {
    const made = [];
    for (const draft of drafts) {
      const automation = await this.#prepare(community, draft, by);
      if (!automation.ok) return automation;
      made.push({ automation: automation.value, name: draft.name });
    }
    const added = await this.#parts.desk.create(community, made, byOf(by));
    await this.#parts.clockwork.settled();
    return added.ok ? ok(added.value.map((known) => this.#view(known))) : added;
  }

  async edit(
    community: CommunityId,
    number: number,
    draft: AutomationDraft,
    by: AutomationAuthor,
  ): Promise<Result<AutomationView>> {
    const { desk, runs, clockwork } = this.#parts;
    const there = desk.find(community, number);
    if (!there.ok) return there;
    const automation = await this.#prepare(community, draft, by, number);
    if (!automation.ok) return automation;
    const edited = await desk.edit(
      community,
      number,
      { automation: automation.value, name: draft.name },
      byOf(by),
    );
    if (edited.ok) runs.restart(community, number);
    await clockwork.settled();
    return this.#viewed(edited);
  }

  /** Whoever puts it in force answers for it as if he had written it. */
  async setMode(
    community: CommunityId,
    number: number,
    mode: 'on' | 'off',
    by: AutomationAuthor,
  ): Promise<Result<AutomationView>> {
    const { desk, clockwork } = this.#parts;
    const there = desk.find(community, number);
    if (!there.ok) return there;
    if (mode === 'on') {
      const good = await this.#prepare(community, there.value, by, number);
      if (!good.ok) return good;
    }
    const set = await desk.setMode(community, number, mode, byOf(by));
    await clockwork.settled();
    return this.#viewed(set);
  }

  async remove(community: CommunityId, number: number, by: AutomationAuthor) {
    const removed = await this.#parts.desk.remove(community, number, byOf(by));
    this.#parts.runs.restart(community, number);
    await this.#parts.clockwork.settled();
    return this.#viewed(removed);
  }

  async history(community: CommunityId, limit: number): Promise<readonly AutomationRevisionView[]> {
    const revisions = await this.#parts.desk.history(community, limit);
    return revisions.map(({ before, after, ...rest }) => ({
      ...rest,
      ...(before && { before: `${before.mode}: ${before.sentence}` }),
      ...(after && { after: `${after.mode}: ${after.sentence}` }),
    }));
  }

  starters(community: CommunityId, where?: Place): readonly AutomationStarter[] {
    const place = where ?? this.placeOf(community);
    const isIrc = place?.platform === 'irc';
    const channel =
      place === undefined || (!isIrc && !place.name.startsWith('#')) ? '#general' : place.name;
    return starters({ channel, platform: isIrc ? 'irc' : 'discord' });
  }

  test(asked: AutomationTry): Result<AutomationTrial> {
    const { desk, counts, engine } = this.#parts;
    const { community, what } = asked;
    if (typeof what === 'number') {
      const known = desk.find(community, what);
      if (!known.ok) return known;
      const { automation } = known.value;
      const occasion = occasionFor(automation, asked);
      const trial = engine.foresee(known.value, occasion, counts.of(community, what) + 1);
      return ok({ ...trial, sentence: inWords(automation) });
    }
    const automation = this.#read(what.sentence);
    if (!automation.ok) return automation;
    const draft = { key: `draft ${community}`, automation: automation.value };
    const trial = engine.foresee(draft, occasionFor(automation.value, asked), 1);
    return ok({ ...trial, sentence: inWords(automation.value) });
  }

  placeOf(community: CommunityId): Place | undefined {
    return this.#parts.placeOf(community);
  }

  runs(
    community: CommunityId,
    { number, limit }: Parameters<AutomationLevers['runs']>[1],
  ): readonly AutomationRun[] {
    const { runs, desk } = this.#parts;
    const numbers =
      number === undefined ? desk.list(community).map((known) => known.number) : [number];
    return numbers
      .flatMap((one) => runs.of(community, one))
      .sort((one, other) => other.atMs - one.atMs)
      .slice(0, limit);
  }

  commands(community: CommunityId): readonly OwnCommandView[] {
    return this.#parts.desk
      .waitingFor(community, 'command')
      .flatMap(({ automation: { on }, name }) =>
        on.kind === 'command' ? [{ name: on.name, about: name }] : [],
      );
  }

  #read(sentence: string): Result<Automation> {
    const read = readSentence(sentence);
    if (!read.ok) return read;
    const texts = checkTexts(read.value, this.#parts.templates);
    return texts.ok ? read : texts;
  }

  /** Everything that can be asked before it is in force. */
  async #prepare(
    community: CommunityId,
    { sentence }: AutomationDraft,
    by: AutomationAuthor,
    number?: number,
  ): Promise<Result<Automation>> {
    const read = this.#read(sentence);
    if (!read.ok) return read;
    const free = nameIsFree(read.value, { ...this.#parts, community, number });
    if (!free.ok) return free;
    const { clockwork, clock } = this.#parts;
    const { on } = read.value;
    if (on.kind === 'once' && clockwork.momentMs(community, on.moment) <= clock.now())
      return refuse('automation.past', { moment: on.moment });
    return this.#askNetwork(community, read.value, by);
  }

  async #askNetwork(
    community: CommunityId,
    automation: Automation,
    { person }: AutomationAuthor,
  ): Promise<Result<Automation>> {
    const { settings, permissions, platformOf } = this.#parts;
    const where = this.placeOf(community);
    const platform = where && platformOf(where.connection);
    if (!where || !platform) return refuse('automation.absent');
    const isOwner = person && permissions.rankOf({ actor: person, community }) === 'instanceOwner';
    const everyone = settings.readBoolean(everyoneSetting, settingsOf(community));
    try {
      const by = isOwner === true ? undefined : person;
      return await prepared(automation, { community, where, platform, by, everyone });
    } catch (failure) {
      if (!(failure instanceof CastellanError)) throw failure;
      return err({ key: 'automation.fault', facts: { why: failure.message } });
    }
  }

  #viewed(known: Result<KnownAutomation>): Result<AutomationView> {
    return known.ok ? ok(this.#view(known.value)) : known;
  }

  #view(known: KnownAutomation): AutomationView {
    const { runs, counts, clockwork } = this.#parts;
    const { community, number, name, mode, automation } = known;
    const [last] = runs.of(community, number);
    const nextAtMs = clockwork.nextAtMs(known);
    return {
      ...{ number, name, mode, sentence: inWords(automation), parts: automation },
      runs: counts.of(community, number),
      ...(last && { last: { atMs: last.atMs, outcome: last.outcome } }),
      ...(nextAtMs !== undefined && { nextAtMs }),
    };
  }
}

const byOf = ({ actor, via }: AutomationAuthor) => ({ by: actor, via });

const inWords = (automation: Automation): InWords => ({
  en: sentenceOf(automation, english),
  fr: sentenceOf(automation, french),
});
