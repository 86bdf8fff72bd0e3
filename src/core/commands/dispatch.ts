import { messageOf } from '../../base/errors.ts';
import type { MessageId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';
import type { Card, Form } from '../card.ts';
import type {
  ComponentEvent,
  FormEvent,
  InboundEvent,
  InvocationEvent,
  MessageEvent,
} from '../event.ts';
import type { Guarded, Lane, ReplyOptions, Said } from '../platform.ts';
import type { Outcome as TraceOutcome, TraceWriter } from '../trace.ts';
import type { Command, Outcome } from './command.ts';
import type { DispatchParts } from './dispatch-parts.ts';
import {
  asParsed,
  reasonForSilence,
  reasonToPassOver,
  wayRefused,
  whyAllowed,
} from './dispatch-reasons.ts';
import { partsOf, refusalCard, refusalInWords, saysNothing } from './cards.ts';
import { givenByControl } from './controls.ts';
import { isExempt } from './exempt.ts';
import { fading } from './fading.ts';
import { type Heard, findCommand, isPrefixed, withOwn } from './find-command.ts';
import type { Entering, TurnedAway } from './gate.ts';
import { type Hints, hints } from './hints.ts';
import { type HouseRules, houseRules } from './house-rules.ts';
import { type Press, presses } from './press.ts';
import { type ProgressTeller, progressTeller } from './progress.ts';
import type { Given } from './read-arguments.ts';
import { type Answering, type Questions, questions } from './questions.ts';
import { rawCallOf } from './raw-call.ts';
import { mayUse } from './may-use.ts';
import { invoked } from './menus.ts';
import { isWithheld, saying } from './saying.ts';
import { howToAnswer, settled } from './settled.ts';
import { complete } from './slash.ts';
import { answered } from './take-answer.ts';
import { type Askable, type Use, askingOf, formIn, laneOf, stageOf } from './use.ts';
import { namedFor, switchedOff, withControls } from './views.ts';

/**
 * Takes every event: finds the command in it, reads its arguments, asks whether the caller may, runs it
 * and says the answer. Never throws; what goes wrong is in the trace, the log and the answer.
 */
export function dispatcher(parts: DispatchParts): (event: InboundEvent) => void {
  const dispatch = new Dispatch(parts);
  return (event) => dispatch.take(event);
}

class Dispatch {
  readonly #parts: DispatchParts;
  readonly #rules: ReturnType<typeof houseRules>;
  readonly #hints: Hints;
  readonly #press: Press;
  readonly #say: ReturnType<typeof saying>;
  readonly #fade: ReturnType<typeof fading>;
  readonly #questions: Questions;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
    this.#rules = houseRules(parts.ports.settings, parts.ports.texts);
    this.#hints = hints(parts.ports.clock);
    this.#press = presses(parts, this.#rules);
    this.#say = saying(parts.log);
    this.#fade = fading(parts.ports.clock, parts.log);
    this.#questions = questions(parts);
  }

  take(event: InboundEvent): void {
    this.#parts.counters.message(event);
    const trace = this.#parts.ports.traces.begin(event);
    switch (event.kind) {
      case 'message':
        return this.#message(event, trace);
      case 'invocation':
        return this.#invocation(event, trace);
      case 'component':
      case 'form':
        return this.#control(event, trace);
      case 'completion': {
        const platform = this.#parts.platformOf(event.where.connection);
        if (platform) void complete(event, platform, this.#parts);
        return trace.end('answered');
      }
      default:
        return trace.end('observed');
    }
  }

  #message(event: MessageEvent, trace: TraceWriter): void {
    const silence = reasonForSilence(event);
    if (silence !== undefined) {
      trace.step('ignore', 'note', silence);
      return trace.end('ignored');
    }
    const rules = this.#rules(event.where);
    if (!isPrefixed(event.text, rules.prefix) && this.#answered(event, trace)) return;
    const found = findCommand(event, rules, this.#parts.catalogue);
    const heard = withOwn(found, event.where, this.#parts.ownCommand);
    if (heard.kind === 'talk') return trace.end('observed');
    if (heard.kind === 'command') {
      const { command, rest } = heard.match;
      const why = reasonToPassOver(heard, rules, this.#parts.ports.permissions);
      if (why !== undefined) {
        trace.step('parse', 'note', why);
        return trace.end('ignored');
      }
      return this.#use(event, command, { kind: 'line', text: rest }, trace);
    }
    this.#hint(event, heard, rules, trace);
  }

  /** Whether it answers a question: then that goes on, and nothing else is made of it. */
  #answered(event: Answering, trace: TraceWriter): boolean {
    const { log } = this.#parts;
    return answered(event, trace, {
      ...{ questions: this.#questions, log, goOn: (use) => this.#carryOut(use) },
    });
  }

  #hint(
    event: MessageEvent,
    heard: Exclude<Heard, { kind: 'talk' | 'command' }>,
    rules: HouseRules,
    trace: TraceWriter,
  ): void {
    const { card, why } = this.#hints(event, heard, rules, this.#parts.catalogue);
    trace.step('parse', 'note', why);
    const platform = this.#parts.platformOf(event.where.connection);
    const end = (outcome: TraceOutcome): void => {
      if (heard.kind === 'unknown') this.#parts.counters.unknown(event, outcome);
      trace.end(outcome);
    };
    if (!card || !platform) return end(card ? 'failed' : 'ignored');
    void this.#say(() => platform.reply(event.reply, card), trace, rules).then((said) =>
      end(said ? (isWithheld(said) ? 'refused' : 'answered') : 'failed'),
    );
  }

  #invocation(event: InvocationEvent, trace: TraceWriter): void {
    const { catalogue, ports } = this.#parts;
    const found = invoked(event, catalogue, ports.texts.in('en'));
    if (found) return this.#use(event, found.command, found.given, trace);
    trace.step('parse', 'refuse', () => `There is no command ${event.command}`);
    trace.end('ignored');
  }

  /** Controls that stand for a command, as long as their card stands; all others belong to a view. */
  #control(event: ComponentEvent | FormEvent, trace: TraceWriter): void {
    const { catalogue, ports } = this.#parts;
    const found = givenByControl(event, catalogue, ports.texts.in('en'));
    if (typeof found === 'object') return this.#use(found.event, found.command, found.given, trace);
    if (found !== undefined) {
      trace.step('parse', 'refuse', () => `There is no command in ${found}`);
      return trace.end('ignored');
    }
    if (!this.#answered(event, trace)) this.#press(event, trace);
  }

  #use(event: Askable, command: Command, given: Given, trace: TraceWriter): void {
    const rules = this.#rules(event.where);
    const platform = this.#parts.platformOf(event.where.connection);
    if (!platform) return trace.end('failed');
    const asking = askingOf(event.actor, rules);
    const exempt = isExempt(command, asking, this.#parts.ports.permissions);
    const use = { event, command, given, rules, platform, trace, exempt };
    this.#carryOut(command.slow ? { ...use, progress: this.#progressOf(use) } : use).catch(
      (failure: unknown) => this.#parts.log.error({ failure }, 'A trace could not end'),
    );
  }

  #progressOf({ event, platform, rules, exempt }: Use): ProgressTeller {
    const { clock } = this.#parts.ports;
    const lane = exempt ? 'operator' : 'normal';
    return progressTeller({ platform, to: event.reply, say: rules.say, clock, lane });
  }

  async #carryOut(use: Use): Promise<void> {
    let outcome: TraceOutcome;
    try {
      // Who answers a question has been let in already.
      const away = use.answered === undefined && this.#parts.gate.enter(this.#entering(use));
      outcome = await (away ? this.#turnAway(use, away) : this.#run(use));
    } catch (failure) {
      outcome = await this.#failed(use, failure);
    }
    this.#parts.counters.command(use.command.name, use.event, outcome);
    use.trace.end(outcome);
  }

  async #run(use: Use): Promise<TraceOutcome> {
    const { command, given, trace } = use;
    const { ports } = this.#parts;
    const outOfPlace = wayRefused(use, ports.slashMenu);
    if (outOfPlace) return this.#refuse(use, 'parse', outOfPlace);
    if (this.#questions.asks(use)) return this.#ask(use);
    const preparing = command.prepare(rawCallOf(use), ports);
    const prepared = preparing instanceof Promise ? await preparing : preparing;
    if (!prepared.ok)
      return (
        (await this.#questions.again(use, prepared.error)) ??
        this.#refuse(use, 'parse', prepared.error)
      );
    this.#questions.done(use);
    trace.step('parse', 'allow', asParsed(command, given));
    const allowed = this.#authorise(use);
    if (!allowed.ok) this.#parts.audit?.forbidden(use);
    if (!allowed.ok) return this.#refuse(use, 'authorise', allowed.error);
    const reserved = this.#parts.gate.reserve(this.#entering(use));
    if ('away' in reserved) return this.#turnAway(use, reserved.away);
    const outcome = await settled(reserved.pass, prepared.value, {
      beginning: this.#parts.audit?.begin(use),
      isUse: (value) => formIn(use, value) === undefined,
    });
    if (!outcome.ok) return this.#refuse(use, 'run', outcome.error);
    trace.step('run', 'allow', 'done');
    const form = formIn(use, outcome.value);
    return form ? this.#showForm(use, form) : this.#answer(use, outcome.value);
  }

  /** Only who may do it is asked for more. */
  async #ask(use: Use): Promise<TraceOutcome> {
    const allowed = this.#authorise(use);
    if (!allowed.ok) return this.#refuse(use, 'authorise', allowed.error);
    const asked = await this.#questions.begin(use);
    if (!asked.ok) return this.#refuse(use, 'ask', asked.error);
    use.trace.step('ask', 'note', 'it is asked what is missing, or whether it is meant');
    return asked.value;
  }

  #entering({ event: { actor, where }, command, exempt }: Use): Entering {
    return { command, actor, where, exempt };
  }

  /** Who was turned away by the guard hears of it seldom; a slash command must be answered all the same. */
  async #turnAway(use: Use, { stage, refusal, tell }: TurnedAway): Promise<TraceOutcome> {
    // What people hear of their own floods waits for everything else, and is nobody else's to hear.
    const notice = { lane: 'bulk', whisper: true } as const;
    if (tell || use.event.reply.awaited) return this.#refuse(use, stage, refusal, notice);
    this.#note(use, stage, refusal);
    return 'refused';
  }

  #authorise({ event: { actor }, command, rules, trace }: Use) {
    const { permissions } = this.#parts.ports;
    const { local } = rules;
    const allowed = mayUse(command, askingOf(actor, rules), { local, permissions });
    if (allowed.ok) trace.step('authorise', 'allow', whyAllowed(command, actor.name, local));
    return allowed;
  }

  async #answer(use: Use, outcome: Outcome): Promise<TraceOutcome> {
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
    const said = await this.#say(reply, trace, rules);
    if (!said) return 'failed';
    if (isWithheld(said)) return this.#withheld(use, said.guarded);
    const { message } = said;
    if (view && message !== undefined) {
      view.close = () => this.#switchOff(use, message, view.outcome);
    } else this.#fade(use, said, options);
    return aside ? this.#tellAside(use, aside, lane) : 'answered';
  }

  async #tellAside(use: Use, aside: Card, lane: Lane): Promise<TraceOutcome> {
    const { event, rules, platform, trace } = use;
    const options = { lane, private: true };
    const told = await this.#say(() => platform.reply(event.reply, aside, options), trace, rules);
    return told ? 'answered' : 'failed';
  }

  async #showForm(
    { event: { reply }, platform, trace, rules }: Use,
    form: Form,
  ): Promise<TraceOutcome> {
    trace.step('render', 'allow', 'shown as a form');
    const ask = () => platform.ask(reply, form).then((): Said => ({}));
    return (await this.#say(ask, trace, rules)) ? 'answered' : 'failed';
  }

  /** The guard let the answer not out. Where somebody waits for it, he is told so; that costs the channel nothing. */
  async #withheld(use: Use, { why, stage }: Guarded): Promise<TraceOutcome> {
    const { event, command, rules, platform, trace } = use;
    this.#remember(use, why);
    if (!event.reply.awaited) return 'refused';
    const card = refusalCard(why, { command, rules });
    trace.step(stage, 'note', 'the caller is told, for himself alone');
    await this.#say(() => platform.reply(event.reply, card, { private: true }), trace, rules);
    return 'refused';
  }

  #open({ event, command }: Use, outcome: Outcome) {
    return this.#parts.views.open(event.actor.id, command.name, outcome);
  }

  #switchOff({ event, rules, platform }: Use, message: MessageId, outcome: Outcome): void {
    const { card } = partsOf(outcome.show(rules.say, stageOf(platform, rules)));
    platform
      .edit(event.where.channel, message, withControls(card, switchedOff))
      .catch((failure: unknown) =>
        this.#parts.log.debug(
          { failure: messageOf(failure) },
          'Controls could not be switched off',
        ),
      );
  }

  async #refuse(
    use: Use,
    stage: string,
    refusal: Refusal,
    { lane = 'normal', ...how }: ReplyOptions = {},
  ): Promise<TraceOutcome> {
    const { event, command, rules, platform, trace, exempt } = use;
    this.#note(use, stage, refusal);
    const card = refusalCard(refusal, { command, rules });
    const options = {
      ...{ ...how, lane: exempt ? ('operator' as const) : lane, private: true },
      ...(command.whisper === true && { whisper: true }),
    };
    const said = await this.#say(() => platform.reply(event.reply, card, options), trace, rules);
    this.#fade(use, said, options);
    return 'refused';
  }

  #note(use: Use, stage: string, refusal: Refusal): void {
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

  async #failed(use: Use, failure: unknown): Promise<TraceOutcome> {
    const { event, command, rules, platform, trace, exempt } = use;
    this.#parts.log.error(
      { command: command.name, reference: trace.id, err: failure },
      'A command failed',
    );
    trace.step('run', 'fail', messageOf(failure));
    const card: Card = { tone: 'error', say: rules.say('command.failed', { reference: trace.id }) };
    const options = { lane: exempt ? 'operator' : 'normal', private: true } as const;
    await this.#say(() => platform.reply(event.reply, card, options), trace, rules);
    return 'failed';
  }
}
