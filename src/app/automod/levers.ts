import type { Clock } from '../../base/clock.ts';
import type { ActorId, CommunityId, SpaceId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { ReviewDesk } from '../../core/cases/review.ts';
import type {
  InWords,
  KeptMessages,
  MirrorLevers,
  NewRuleSentence,
  RuleAuthor,
  RuleHit,
  RuleLevers,
  RuleMode,
  RuleReplay,
  RuleRevisionView,
  RuleTrial,
  RuleView,
} from '../../core/commands/rule-levers.ts';
import { communityOf } from '../../core/community.ts';
import {
  type Explained,
  Judge,
  type KnownRule,
  type Rule,
  type RuleDesk,
  RuleMemory,
  type RuleRevision,
  english,
  french,
  type keptMessageStore,
  presetNames,
  presets,
  readSentence,
  replay,
  sentenceOf,
} from '../../moderation/rules/index.ts';
import { happeningOf } from './happening-of.ts';
import type { Hit, Hits } from './hits.ts';
import type { Keeping } from './keeping.ts';
import { foundIn } from './watch.ts';

interface Parts {
  readonly desk: RuleDesk;
  readonly hits: Hits;
  readonly keeping: Keeping;
  readonly kept: ReturnType<typeof keptMessageStore>;
  readonly memory: RuleMemory;
  readonly clock: Clock;
  readonly review: Pick<ReviewDesk, 'quality' | 'misjudged'>;
  readonly mirror: MirrorLevers;
}

const dayMs = 86_400_000;
const mostRevisions = 1000;

/** Rules as staff handle them. */
export class Handled implements RuleLevers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get mirror(): MirrorLevers {
    return this.#parts.mirror;
  }

  list(community: CommunityId): readonly RuleView[] {
    return this.#parts.desk.list(community).map((rule) => this.#view(rule));
  }

  async judged(community: CommunityId): Promise<readonly RuleView[]> {
    const since = saidSince(await this.#parts.desk.history(community, mostRevisions));
    const known = await this.#parts.review.quality(community, since);
    return this.list(community).map((rule) => {
      const quality = known.get(rule.number);
      return quality ? { ...rule, quality } : rule;
    });
  }

  heat(space: SpaceId, actor: string): number {
    const { memory, clock } = this.#parts;
    return memory.heatOf(`${space} ${actor}`, clock.monotonic());
  }

  preview(sentences: readonly NewRuleSentence[]): Result<readonly InWords[]> {
    const words: InWords[] = [];
    for (const { sentence } of sentences) {
      const rule = readSentence(sentence);
      if (!rule.ok) return rule;
      words.push(inWords(rule.value));
    }
    return ok(words);
  }

  async add(community: CommunityId, rules: readonly NewRuleSentence[], by: RuleAuthor) {
    const added = await this.#parts.desk.add(community, rules, byOf(by));
    return added.ok ? ok(added.value.map((rule) => this.#view(rule))) : added;
  }

  async edit(community: CommunityId, number: number, rule: NewRuleSentence, by: RuleAuthor) {
    const edited = await this.#parts.desk.edit(community, number, rule, byOf(by));
    if (edited.ok) this.#parts.hits.restart(community, number);
    return this.#viewed(edited);
  }

  async setMode(community: CommunityId, number: number, mode: RuleMode, by: RuleAuthor) {
    return this.#viewed(await this.#parts.desk.setMode(community, number, mode, byOf(by)));
  }

  async move(community: CommunityId, number: number, place: number, by: RuleAuthor) {
    return this.#viewed(await this.#parts.desk.move(community, number, place, byOf(by)));
  }

  async remove(community: CommunityId, number: number, by: RuleAuthor) {
    return this.#viewed(await this.#parts.desk.remove(community, number, byOf(by)));
  }

  presetNames(): readonly string[] {
    return presetNames;
  }

  preset(name: string): readonly NewRuleSentence[] {
    const known = presetNames.find((one) => one === name);
    return known ? presets[known] : [];
  }

  async history(community: CommunityId, limit: number): Promise<readonly RuleRevisionView[]> {
    const revisions = await this.#parts.desk.history(community, limit);
    return revisions.map(({ before, after, ...rest }) => ({
      ...rest,
      ...(before && { before: `${before.mode}: ${before.sentence}` }),
      ...(after && { after: `${after.mode}: ${after.sentence}` }),
    }));
  }

  trial({ where, actor, text }: Parameters<RuleLevers['trial']>[0]): readonly RuleTrial[] {
    const { desk, clock } = this.#parts;
    const event = { where, actor, text, atMs: clock.now(), replayed: false, unanswerable: false };
    const happening = happeningOf({ ...event, kind: 'message', reply: { where, actor } });
    const book = where.space === undefined ? undefined : desk.bookOf(communityOf(where.space));
    if (!happening || !book) return [];
    // A memory of its own: to ask is not to say.
    const judge = new Judge(new RuleMemory({ authors: 1, channels: 1 }));
    return judge.explain(book, happening, clock.monotonic()).map((one) => trialOf(one, text));
  }

  hits(community: CommunityId, { name, limit }: Parameters<RuleLevers['hits']>[1]) {
    const wanted = name?.toLowerCase();
    return this.#parts.hits
      .of(community)
      .filter((hit) => wanted === undefined || hit.name.toLowerCase() === wanted)
      .slice(0, limit)
      .map(hitView);
  }

  async replay(
    community: CommunityId,
    asked: { readonly rule: string; readonly days: number },
  ): Promise<Result<RuleReplay>> {
    const { clock, keeping, kept, review } = this.#parts;
    const rule = this.#ruleMeant(community, asked.rule);
    if (!rule.ok) return rule;
    if (keeping.daysIn(community) === 0) return refuse('automod.nothing-kept');
    await keeping.settled();
    const days = Math.min(asked.days, keeping.daysIn(community));
    const startMs = clock.monotonic();
    const sinceMs = clock.now() - days * dayMs;
    const misjudged = await review.misjudged(community, sinceMs);
    const { samples, ...counted } = await replay(
      rule.value,
      kept.since(community, sinceMs),
      ({ id, atMs, happening: { channel, author } }) =>
        misjudged({ id: id.slice(channel.length + 1), actor: author.id, atMs }),
    );
    return ok({
      ...{ ...counted, days, sentence: inWords(rule.value), tookMs: clock.monotonic() - startMs },
      samples: samples.map(({ message: { atMs, name, happening }, evidence, wrong }) => ({
        ...{ wrong, atMs, name, place: happening.channelName, text: happening.text },
        found: foundIn(happening.text, { evidence }),
      })),
    });
  }

  async kept(community: CommunityId): Promise<KeptMessages> {
    const { keeping, kept } = this.#parts;
    await keeping.settled();
    return { days: keeping.daysIn(community), ...(await kept.count(community)) };
  }

  forget(actor: ActorId): Promise<number> {
    return this.#parts.keeping.forget(actor);
  }

  #ruleMeant(community: CommunityId, asked: string): Result<Rule> {
    if (!/^#?\d{1,6}$/.test(asked)) return readSentence(asked);
    const found = this.#parts.desk.find(community, Number(asked.replace('#', '')));
    return found.ok ? ok(found.value.rule) : found;
  }

  #viewed(rule: Result<KnownRule>): Result<RuleView> {
    return rule.ok ? ok(this.#view(rule.value)) : rule;
  }

  #view({ community, number, name, mode, rule }: KnownRule): RuleView {
    const { hits, people } = this.#parts.hits.sum(community, number);
    return { number, name, mode, sentence: inWords(rule), hits, people };
  }
}

/** Since when each rule says what it says; what was found of another sentence tells nothing of this one. */
function saidSince(revisions: readonly RuleRevision[]): ReadonlyMap<number, number> {
  const since = new Map<number, number>();
  // Newest first: the first that is found is the last that was made.
  for (const { number, before, after, atMs } of revisions)
    if (before?.sentence !== after?.sentence && !since.has(number)) since.set(number, atMs);
  return since;
}

const byOf = ({ actor, via }: RuleAuthor) => ({ by: actor, via });

const inWords = (rule: Rule): InWords => ({
  en: sentenceOf(rule, english),
  fr: sentenceOf(rule, french),
});

function hitView({ atMs, fired, actor, name, place, happening }: Hit): RuleHit {
  const { number, name: rule, mode } = fired.rule;
  return {
    ...{ atMs, actor, name, place, text: happening.text, rule: { number, name: rule, mode } },
    found: foundIn(happening.text, fired),
    sentence: inWords(fired.rule.rule),
  };
}

function trialOf({ rule, spared, conditions }: Explained, text: string): RuleTrial {
  const { number, name, mode } = rule;
  const reasons = rule.rule.when.map((condition, at) => {
    const evidence = conditions[at];
    const span = evidence?.span;
    return {
      condition: { en: english.condition(condition), fr: french.condition(condition) },
      holds: evidence !== undefined,
      value: evidence?.value ?? 0,
      ...(span && { found: { ...span, text: text.slice(span.from, span.to) } }),
    };
  });
  const fires = reasons.every(({ holds }) => holds);
  const outcome = spared ? 'spared' : fires ? 'fires' : 'silent';
  return { rule: { number, name, mode }, outcome, reasons };
}
