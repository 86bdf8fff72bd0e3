import { InteractionResponseType } from 'discord-api-types/v10';
import type { Clock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import type { MessageId } from '../../../base/ids.ts';
import type { Form } from '../../../core/card.ts';
import type { ReplyOptions, Said } from '../../../core/platform.ts';
import type { InteractionKind } from '../inbound/interactions.ts';
import { modalFrom } from './form.ts';
import type { MessageBody } from './from-card.ts';
import type { InteractionCalls } from './interaction-calls.ts';
import { limits } from './limits.ts';
import { plainText } from './markdown.ts';

/** Discord waits 3 s for a first sign; this leaves a second for the way. */
const deferAfterMs = 2_000;
/** The token is good for 15 minutes. A "thinking…" that nobody answered by then is taken away. */
const giveUpAfterMs = 14 * 60_000;

type Stage =
  | { readonly at: 'fresh' }
  /** "Thinking…" for commands and forms, nothing visible for components. */
  | { readonly at: 'deferred' }
  | { readonly at: 'answered' }
  | { readonly at: 'expired' };

export interface InteractionOptions {
  readonly kind: InteractionKind;
  /** Whether it came of a card of ours, which it can change: a control, or a form that one opened. Default: whether it is a control. */
  readonly onCard?: boolean;
  readonly calls: InteractionCalls;
  readonly clock: Clock;
  /** Says it in the channel when it is too late for the interaction's own way. */
  readonly sayInChannel: (body: MessageBody) => Promise<Said>;
  /** A message was said in answer; for a while it can be changed through the interaction. */
  readonly onSaid: (message: MessageId) => void;
  /** It is over: nothing is waited for any more. */
  readonly onSettled: () => void;
}

/**
 * One interaction from its arrival to its last answer: gives the first sign in time by itself, and
 * finds for each answer the call that fits what has happened so far.
 */
export class Interaction {
  readonly #options: InteractionOptions;
  #stage: Stage = { at: 'fresh' };
  #last: Promise<unknown> = Promise.resolve();
  #cancelTimer: () => void;

  constructor(options: InteractionOptions) {
    this.#options = options;
    this.#cancelTimer = () => undefined;
    if (options.kind !== 'completion')
      this.#cancelTimer = options.clock.after(deferAfterMs, () => this.#defer());
  }

  get #onCard(): boolean {
    return this.#options.onCard ?? this.#options.kind === 'component';
  }

  reply(
    body: MessageBody,
    { private: secret = false, update = false }: ReplyOptions,
  ): Promise<Said> {
    return this.#inTurn(() =>
      this.#orInChannel(body, secret, () => this.#answer(body, secret, update)),
    );
  }

  ask(form: Form): Promise<void> {
    const data = modalFrom(form);
    return this.#inTurn(async () => {
      if (this.#stage.at !== 'fresh' || this.#options.kind === 'form') throw tooLateForForm();
      await this.#options.calls.callback(InteractionResponseType.Modal, data);
      this.#settle('answered');
    });
  }

  complete(suggestions: readonly string[]): Promise<void> {
    const shown = suggestions.map((text) => plainText(text, limits.choice));
    const choices = [...new Set(shown)]
      .filter((text) => text !== '')
      .slice(0, limits.suggestions)
      .map((text) => ({ name: text, value: text }));
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
    return this.#inTurn(async () => {
      await this.#options.calls.callback(type, { choices });
      this.#settle('answered');
    });
  }

  /** Stops the clock; what is under way ends by itself. */
  cancel(): void {
    this.#cancelTimer();
  }

  /** One call at a time, in the order they were asked for. */
  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #answer(body: MessageBody, secret: boolean, update: boolean): Promise<Said> {
    const said = await this.#answerAt(this.#stage.at, { body, secret, update });
    this.#settle('answered');
    if (said.message !== undefined) this.#options.onSaid(said.message);
    return said;
  }

  #answerAt(
    at: Stage['at'],
    { body, secret, update }: { body: MessageBody; secret: boolean; update: boolean },
  ): Promise<Said> {
    const { calls } = this.#options;
    const onCard = this.#onCard;
    const changes = update && onCard;
    if (at === 'fresh') return changes ? this.#first(body, 'update') : this.#first(body, secret);
    if (changes || (update && at === 'answered')) return calls.editOriginal(body);
    if (at === 'deferred' && !onCard)
      return secret ? this.#secretAfterThinking(body) : calls.editOriginal(body);
    return calls.followUp(body, secret);
  }

  async #first(body: MessageBody, how: 'update' | boolean): Promise<Said> {
    const { calls } = this.#options;
    try {
      return how === 'update'
        ? await calls.callback(InteractionResponseType.UpdateMessage, body)
        : await calls.say(body, how);
    } catch (thrown) {
      // Our own answer whose confirmation was lost: it stands, and a change to the same tells its id.
      if (codeIn(thrown) === alreadyAcknowledged) return calls.editOriginal(body);
      throw thrown;
    }
  }

  /** "Thinking…" is there for all to see and would make its answer public. */
  async #secretAfterThinking(body: MessageBody): Promise<Said> {
    const { calls } = this.#options;
    await calls.deleteOriginal();
    this.#stage = { at: 'answered' };
    return calls.followUp(body, true);
  }

  async #orInChannel(
    body: MessageBody,
    secret: boolean,
    answer: () => Promise<Said>,
  ): Promise<Said> {
    try {
      if (this.#stage.at !== 'expired') return await answer();
    } catch (thrown) {
      if (!isExpired(thrown)) throw thrown;
      this.#settle('expired');
    }
    if (secret) throw tooLate();
    return this.#options.sayInChannel(body);
  }

  #defer(): void {
    this.#cancelTimer = this.#options.clock.after(giveUpAfterMs, () => this.#giveUp());
    const type = this.#onCard
      ? InteractionResponseType.DeferredMessageUpdate
      : InteractionResponseType.DeferredChannelMessageWithSource;
    this.#inTurn(async () => {
      if (this.#stage.at !== 'fresh') return;
      await this.#options.calls.callback(type).catch((thrown: unknown) => {
        if (codeIn(thrown) !== alreadyAcknowledged) throw thrown;
      });
      this.#stage = { at: 'deferred' };
    }).catch((thrown: unknown) => {
      // Too late for a sign, so too late for an answer; other failures show when it is answered.
      if (isExpired(thrown)) this.#settle('expired');
    });
  }

  #giveUp(): void {
    const thinking = this.#stage.at === 'deferred' && !this.#onCard;
    if (thinking) this.#inTurn(() => this.#options.calls.deleteOriginal()).catch(() => undefined);
    this.#settle('expired');
  }

  #settle(at: 'answered' | 'expired'): void {
    this.#stage = { at };
    this.#cancelTimer();
    this.#options.onSettled();
  }
}

const alreadyAcknowledged = 40_060;
/** Unknown interaction, unknown webhook, invalid webhook token. */
const expiredCodes: ReadonlySet<number> = new Set([10_062, 10_015, 50_027]);

/** Whether a refusal means that the interaction's time is over. */
export const isExpired = (thrown: unknown): boolean => expiredCodes.has(codeIn(thrown) ?? 0);

function codeIn(thrown: unknown): number | undefined {
  const code = thrown instanceof CastellanError ? thrown.facts['code'] : undefined;
  return typeof code === 'number' ? code : undefined;
}

const tooLate = (): CastellanError =>
  new CastellanError('platform-refused', 'Discord no longer takes a private answer to this');

const tooLateForForm = (): CastellanError =>
  new CastellanError(
    'platform-refused',
    'A form can only be the first answer to a command or control, within two seconds',
  );
