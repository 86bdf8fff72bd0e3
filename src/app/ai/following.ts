import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Alerts } from '../../core/alerts/alerts.ts';
import type { ActRequest, Acts } from '../../core/cases/acts.ts';
import type { Platform } from '../../core/platform.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type TextBook, languageNamed } from '../../core/texts/texts.ts';
import {
  type AiStore,
  type Follows,
  type KeptVerdict,
  type Suggestions,
  deedOf,
  follows,
} from '../../moderation/ai/index.ts';
import { keptPlace } from './kept-place.ts';
import type { Followed, Said } from './watch.ts';

interface Parts {
  readonly store: Pick<AiStore, 'keep' | 'setCase'>;
  readonly acts: Pick<Acts, 'act'>;
  readonly suggestions: Suggestions;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly settings: Settings;
  readonly texts: TextBook;
  readonly platformOf: (where: Said['where']) => Platform | undefined;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
  readonly log: Log;
}

const hourMs = 3_600_000;
/** The same is done to the same person once in this time: what was said at once is one offence. */
const anewAfterMs = 60_000;
const mostRemembered = 10_000;

/** Does what follows from verdicts, by the one place that acts; or hands them to a person. */
export class Following {
  readonly #parts: Parts;
  readonly #lately: BoundedMap<number>;
  /** When something was done without a person. */
  readonly #done = new Map<CommunityId, readonly number[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const bounds = { maxEntries: mostRemembered, ttlMs: anewAfterMs };
    this.#lately = boundedMap(bounds, parts.clock);
  }

  async follow(followed: Followed): Promise<void> {
    const what = this.#whatFollows(followed);
    if (what === 'nothing') return;
    const verdict = await this.#keep(followed, what);
    switch (what) {
      case 'watch':
        return;
      case 'suggest':
        return this.#suggest(followed, verdict);
      case 'help':
        return this.#help(followed, verdict);
      case 'act':
        return this.#act(followed, verdict);
    }
  }

  /** A model that wants to punish everybody is mistaken, or not ours: more than so much an hour waits for people. */
  #whatFollows({ community, said, here, judged: { verdict } }: Followed): Follows {
    const what = follows(verdict, here.policy);
    if (what !== 'act') return what;
    const key = `${community} ${said.actor.id} ${verdict.action}`;
    if (verdict.action !== 'DELETE' && this.#lately.get(key) !== undefined) return 'watch';
    const nowMs = this.#parts.clock.monotonic();
    const done = (this.#done.get(community) ?? []).filter((ms) => nowMs - ms < hourMs);
    if (done.length >= here.perHour) return 'suggest';
    this.#done.set(community, [...done, nowMs]);
    this.#lately.set(key, 1);
    return what;
  }

  #keep(
    { community, said, judged }: Followed,
    followed: Exclude<Follows, 'nothing'>,
  ): Promise<KeptVerdict> {
    const { where, actor, atMs, text, id } = said;
    const { verdict, rule, source, answer } = judged;
    return this.#parts.store.keep({
      ...verdict,
      ...{ id: this.#parts.random.token(12), community, atMs, rule, source, followed },
      ...{ actor: actor.id, name: actor.name, place: keptPlace(where, actor), text },
      ...(id !== undefined && { message: id }),
      ...{ micros: answer.micros, tookMs: answer.tookMs },
    });
  }

  async #suggest({ community, said }: Followed, verdict: KeptVerdict): Promise<void> {
    const { where, actor, text, id, atMs } = said;
    await this.#parts.suggestions.suggest({
      ...{ community, source: { kind: 'ai', name: verdict.source } },
      message: { place: where, actor, text, atMs, ...(id !== undefined && { id }) },
      ...{ rule: verdict.rule, quote: verdict.quote, confidence: verdict.confidence },
      ...{ cost: verdict.micros, suggested: verdict.action, verdict: verdict.id },
    });
  }

  /** Where there is help, to the one; to staff, that somebody should look. Nothing else, whatever was said. */
  async #help(followed: Followed, verdict: KeptVerdict): Promise<void> {
    const { alerts, settings, texts, platformOf, log } = this.#parts;
    const { where, actor } = followed.said;
    const { number, name, quote } = verdict;
    alerts.raise({
      subject: `ai:self-harm:${actor.id}`,
      tone: 'error',
      ...(where.space !== undefined && { space: where.space }),
      text: { key: 'ai.alert.self-harm', facts: { number, name, place: where.name, quote } },
    });
    const place = layersOf(where);
    const say = texts.in(languageNamed(settings.readText('core.language', place)));
    const own = settings.readText('ai.help', place);
    try {
      await platformOf(where)?.reply(
        { where, actor },
        {
          tone: 'info',
          say: own === '' ? say('ai.help.usual') : say('ai.help.own', { words: own }),
        },
        { private: true, whisper: true },
      );
    } catch (failure) {
      log.warn({ problem: messageOf(failure) }, 'Somebody could not be told where there is help');
    }
    await this.#suggest(followed, verdict);
  }

  async #act({ said }: Followed, verdict: KeptVerdict): Promise<void> {
    const { acts, store, alerts } = this.#parts;
    const request = requestFor(verdict, said, this.#parts.clock.now());
    if (!request) return;
    const done = await acts.act(request);
    if (done.ok) {
      if (!done.value.dry) await store.setCase(verdict.id, done.value.made.number);
      return;
    }
    const { where } = said;
    const { number, name, action } = verdict;
    const refused = {
      ...{ subject: `ai:refused:${verdict.community}:${action}`, tone: 'warning' as const },
      ...(where.space !== undefined && { space: where.space }),
    };
    const facts = { number, name, place: where.name, action };
    alerts.raise({ ...refused, text: { key: 'ai.alert.refused', facts } });
    const { key } = done.error;
    const why = { key, facts: done.error.facts };
    alerts.raise({ ...refused, subject: `${refused.subject}:${key}`, text: why });
  }
}

/** It is a rule's act, like those of people's rules: it counts as nobody's, and can be looked at and taken back. */
function requestFor(verdict: KeptVerdict, said: Said, nowMs: number): ActRequest | undefined {
  const deed = deedOf(verdict.action);
  if (!deed) return undefined;
  const { where, actor, id } = said;
  if (deed.kind === 'purge' && id === undefined) return undefined;
  return {
    ...{ kind: deed.kind, where, via: 'ai' },
    subject: { id: actor.id, name: actor.name, native: actor.native },
    by: { id: 'rule:ai', name: `AI (${verdict.source})` },
    reason: verdict.rule,
    ...(deed.forMs !== undefined && { untilMs: nowMs + deed.forMs }),
    ...(deed.kind === 'purge' && id !== undefined && { messages: [id] }),
    evidence: [evidenceOf(verdict, where.name)],
  };
}

export const evidenceOf = (
  { atMs, actor, text, message }: KeptVerdict,
  channel: string,
): NonNullable<ActRequest['evidence']>[number] => ({
  ...{ atMs, channel, author: actor, text: text.slice(0, 1000) },
  ...(message !== undefined && { message }),
});
