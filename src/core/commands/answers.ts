import { messageOf } from '../../base/errors.ts';
import type { MessageId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';
import type { Card, Form } from '../card.ts';
import type { Guarded, Lane, ReplyOptions, Said } from '../platform.ts';
import type { Outcome as TraceOutcome } from '../trace.ts';
import { partsOf, refusalCard, refusalInWords, saysNothing } from './cards.ts';
import type { Outcome } from './command.ts';
import type { DispatchParts } from './dispatch-parts.ts';
import { fading } from './fading.ts';
import { isWithheld, saying } from './saying.ts';
import { howToAnswer } from './settled.ts';
import { type Use, laneOf, stageOf } from './use.ts';
import { type View, namedFor, switchedOff, withControls } from './views.ts';

/** Tells people what came of their commands: the answer, a form, a refusal, or that something failed. */
export class Answers {
  readonly #parts: DispatchParts;
  readonly say: ReturnType<typeof saying>;
  readonly #fade: ReturnType<typeof fading>;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
    this.say = saying(parts.log);
    this.#fade = fading(parts.ports.clock, parts.log);
  }

  async answer(use: Use, outcome: Outcome): Promise<TraceOutcome> {
    const { event, rules, platform, trace } = use;
    const stage = stageOf(platform, rules);
    const { card, aside } = partsOf(outcome.show(rules.say, stage));
    if (saysNothing(card, aside, event.reply)) return 'answered';
    const isLive = card.actions && outcome.press && stage.controls;
    const view = isLive ? this.#open(use, outcome) : undefined;
    const shown = view ? withControls(card, namedFor(view.id)) : card;
    trace.step('render', 'allow', 'shown as a card');
    const lane = laneOf(use, this.#parts.ports.permissions);
    const options = { lane, ...howToAnswer(use) };
    const reply = () => use.progress?.replace(shown) ?? platform.reply(event.reply, shown, options);
    const said = await this.say(reply, trace, rules);
    if (!said) return 'failed';
    if (isWithheld(said)) return this.#withheld(use, said.guarded);
    const { message } = said;
    if (view && message !== undefined) {
      view.close = () => this.#switchOff(use, message, view);
    } else this.#fade(use, said, options);
    return aside ? this.#tellAside(use, aside, lane) : 'answered';
  }

  async #tellAside(use: Use, aside: Card, lane: Lane): Promise<TraceOutcome> {
    const { event, rules, platform, trace } = use;
    // Discord shows nothing to one alone in a channel, but in the answer to a command that it knows.
    const options = { lane, private: true, whisper: true };
    const told = await this.say(() => platform.reply(event.reply, aside, options), trace, rules);
    return told ? 'answered' : 'failed';
  }

  async showForm(
    { event: { reply }, platform, trace, rules }: Use,
    form: Form,
  ): Promise<TraceOutcome> {
    trace.step('render', 'allow', 'shown as a form');
    const ask = () => platform.ask(reply, form).then((): Said => ({}));
    return (await this.say(ask, trace, rules)) ? 'answered' : 'failed';
  }

  /** The guard let the answer not out. Where somebody waits for it, he is told so; that costs the channel nothing. */
  async #withheld(use: Use, { why, stage }: Guarded): Promise<TraceOutcome> {
    const { event, command, rules, platform, trace } = use;
    this.#remember(use, why);
    if (!event.reply.awaited) return 'refused';
    const card = refusalCard(why, { command, rules, catalogue: this.#parts.catalogue });
    trace.step(stage, 'note', 'the caller is told, for himself alone');
    await this.say(() => platform.reply(event.reply, card, { private: true }), trace, rules);
    return 'refused';
  }

  #open({ event, command }: Use, outcome: Outcome) {
    return this.#parts.views.open(event.actor.id, command.name, outcome);
  }

  #switchOff({ event, rules, platform }: Use, message: MessageId, { id, outcome }: View): void {
    const { card } = partsOf(outcome.show(rules.say, stageOf(platform, rules)));
    const off = withControls(withControls(card, namedFor(id)), switchedOff);
    platform
      .edit(event.where.channel, message, off)
      .catch((failure: unknown) =>
        this.#parts.log.debug(
          { failure: messageOf(failure) },
          'Controls could not be switched off',
        ),
      );
  }

  async refuse(
    use: Use,
    stage: string,
    refusal: Refusal,
    { lane = 'normal', ...how }: ReplyOptions = {},
  ): Promise<TraceOutcome> {
    const { event, command, rules, platform, trace, exempt } = use;
    this.note(use, stage, refusal);
    const card = refusalCard(refusal, { command, rules, catalogue: this.#parts.catalogue });
    const options = {
      ...{ ...how, lane: exempt ? ('operator' as const) : lane, private: true },
      ...(command.whisper === true && { whisper: true }),
    };
    const said = await this.say(() => platform.reply(event.reply, card, options), trace, rules);
    this.#fade(use, said, options);
    return 'refused';
  }

  note(use: Use, stage: string, refusal: Refusal): void {
    use.trace.step(stage, 'refuse', () => refusalInWords(refusal, use.rules.say));
    this.#remember(use, refusal);
  }

  #remember({ event, command, trace }: Use, refusal: Refusal): void {
    this.#parts.ports.refusals.note(event.actor.id, {
      refusal,
      command: command.name,
      atMs: event.atMs,
      trace: trace.id,
    });
  }

  async failed(use: Use, failure: unknown): Promise<TraceOutcome> {
    const { event, command, rules, platform, trace, exempt } = use;
    this.#parts.log.error(
      { command: command.name, reference: trace.id, err: failure },
      'A command failed',
    );
    trace.step('run', 'fail', messageOf(failure));
    const card: Card = { tone: 'error', say: rules.say('command.failed', { reference: trace.id }) };
    const options = { lane: exempt ? 'operator' : 'normal', private: true } as const;
    await this.say(() => platform.reply(event.reply, card, options), trace, rules);
    return 'failed';
  }
}
