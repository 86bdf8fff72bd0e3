import { messageOf } from '../../base/errors.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, MessageEditedEvent, MessageEvent } from '../../core/event.ts';
import type { Traces } from '../../core/trace.ts';
import {
  type ContextLine,
  type Judgement,
  type Looked,
  follows,
} from '../../moderation/ai/index.ts';
import type { Counts } from './counts.ts';
import type { Here } from './here.ts';
import type { Notices } from './notices.ts';
import { type SaidBefore, withoutNames } from './said-before.ts';

export type Said = MessageEvent | MessageEditedEvent;

/** A verdict from which something follows, with all that it takes to do it. */
export interface Followed {
  readonly community: CommunityId;
  readonly said: Said;
  readonly here: Here;
  readonly context: readonly ContextLine[];
  readonly judged: Extract<Judgement, { kind: 'verdict' }>;
}

interface Parts {
  readonly hereAt: (where: Said['where']) => Here;
  readonly notices: Pick<Notices, 'wasGiven' | 'give'>;
  readonly before: SaidBefore;
  readonly judge: (looked: Looked, said: Said, here: Here) => Promise<Judgement>;
  /** Does what follows. */
  readonly follow: (followed: Followed) => Promise<void>;
  readonly counts: Counts;
  readonly traces: Pick<Traces, 'begin'>;
  readonly log: Log;
}

/** A message needs so many letters or digits to say anything. */
const leastLetters = 3;

/** Looks at what people say, where that is switched on and they know of it. */
export class AiWatch {
  readonly #parts: Parts;
  readonly #running = new Set<Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes every event, and whether rules have already decided about it; never throws, never waits. */
  take(event: InboundEvent, decided: boolean): void {
    if (event.kind !== 'message' && event.kind !== 'message-edited') return;
    const { where, actor, text } = event;
    if (where.space === undefined || actor.bot) return;
    if (event.kind === 'message' && (event.replayed || event.unanswerable)) return;
    const here = this.#parts.hereAt(where);
    if (here.mode === 'off') return;
    if (!this.#parts.notices.wasGiven(where)) {
      // What was said before people were told is not looked at.
      this.#run(this.#parts.notices.give(where));
      return;
    }
    const lines = this.#parts.before.add(where.channel, actor.id, text);
    if (decided || !isToBeLookedAt(event, here)) return;
    const context = withoutNames(lines, actor.id, here.context);
    this.#run(this.#look(event, here, context));
  }

  /** Resolves when everything that was begun is done. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  #run(work: Promise<unknown>): void {
    const running: Promise<void> = work
      .then(() => undefined)
      .catch((failure: unknown) =>
        this.#parts.log.error({ problem: messageOf(failure) }, 'A message could not be judged'),
      )
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #look(said: Said, here: Here, context: readonly ContextLine[]): Promise<void> {
    const { judge, counts, follow } = this.#parts;
    const { where, actor, text } = said;
    if (where.space === undefined) return;
    const community = communityOf(where.space);
    counts.add(community, 'looked');
    const judged = await judge(
      {
        ...{ community, person: actor.id, text, context, rules: here.rules },
        ...{ looking: here.looking, keyword: here.saysKeyword(text) },
      },
      said,
      here,
    );
    this.#count(community, judged);
    if (judged.kind !== 'verdict' || follows(judged.verdict, here.policy) === 'nothing') return;
    this.#trace(said, judged);
    await follow({ community, said, here, context, judged });
  }

  #count(community: CommunityId, judged: Judgement): void {
    const { counts } = this.#parts;
    if (judged.kind === 'skipped') counts.add(community, 'bySelf');
    else if (judged.kind === 'void') counts.add(community, 'voided');
    else if (judged.kind === 'refused') counts.add(community, 'refused');
    else counts.add(community, judged.verdict.action === 'IGNORE' ? 'ignored' : 'verdicts');
  }

  #trace(said: Said, { verdict, source }: Followed['judged']): void {
    const { action, confidence, rule } = verdict;
    const trace = this.#parts.traces.begin(said);
    trace.step(
      'ai',
      'flag',
      () => `${source}: ${action}, rule ${rule}, ${Math.round(confidence * 100)} % sure`,
    );
    trace.end('observed');
  }
}

function isToBeLookedAt({ actor, text }: Said, here: Here): boolean {
  if (here.spareStaff && actor.standing !== 'member') return false;
  if (here.prefix !== '' && text.startsWith(here.prefix)) return false;
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= leastLetters;
}
