import type { Refusal } from '../../base/result.ts';
import type { Card } from '../card.ts';
import type {
  ComponentEvent,
  FormEvent,
  InboundEvent,
  InvocationEvent,
  MessageEvent,
} from '../event.ts';
import type { Outcome as TraceOutcome, TraceWriter } from '../trace.ts';
import type { Command } from './command.ts';
import { Answers } from './answers.ts';
import type { DispatchParts } from './dispatch-parts.ts';
import {
  asParsed,
  reasonForSilence,
  reasonToPassOver,
  wayRefused,
  whyAllowed,
} from './dispatch-reasons.ts';
import { givenByControl } from './controls.ts';
import { isExempt } from './exempt.ts';
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
import { isWithheld } from './saying.ts';
import { settled } from './settled.ts';
import { complete } from './slash.ts';
import { answered } from './take-answer.ts';
import { type Askable, type Use, askingOf, formIn } from './use.ts';

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
  readonly #answers: Answers;
  readonly #questions: Questions;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
    this.#rules = houseRules(parts.ports.settings, parts.ports.texts);
    this.#hints = hints(parts.ports.clock);
    this.#press = presses(parts, this.#rules);
    this.#answers = new Answers(parts);
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
    void this.#answers
      .say(() => platform.reply(event.reply, card), trace, rules)
      .then((said) => end(said ? (isWithheld(said) ? 'refused' : 'answered') : 'failed'));
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
    if (found !== undefined) return this.#gone(event, found, trace);
    if (!this.#answered(event, trace)) this.#press(event, trace);
  }

  /** Cards stand longer than commands do. */
  #gone({ where, reply }: ComponentEvent | FormEvent, command: string, trace: TraceWriter): void {
    trace.step('parse', 'refuse', () => `There is no command in ${command}`);
    const platform = this.#parts.platformOf(where.connection);
    if (!platform) return trace.end('failed');
    const rules = this.#rules(where);
    const card: Card = { tone: 'error', say: rules.say('view.over') };
    void this.#answers
      .say(() => platform.reply(reply, card, { private: true }), trace, rules)
      .then((said) => trace.end(said ? 'refused' : 'failed'));
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
      outcome = await this.#answers.failed(use, failure);
    }
    this.#parts.counters.command(use.command.name, use.event, outcome);
    use.trace.end(outcome);
  }

  async #run(use: Use): Promise<TraceOutcome> {
    const { command, given, trace } = use;
    const { ports } = this.#parts;
    const outOfPlace = wayRefused(use, ports.slashMenu);
    if (outOfPlace) return this.#answers.refuse(use, 'parse', outOfPlace);
    if (this.#questions.asks(use)) return this.#ask(use);
    const preparing = command.prepare(rawCallOf(use), ports);
    const prepared = preparing instanceof Promise ? await preparing : preparing;
    if (!prepared.ok) return this.#askAgain(use, prepared.error);
    this.#questions.done(use);
    trace.step('parse', 'allow', asParsed(command, given));
    const allowed = this.#authorise(use);
    if (!allowed.ok) this.#parts.audit?.forbidden(use);
    if (!allowed.ok) return this.#answers.refuse(use, 'authorise', allowed.error);
    const reserved = this.#parts.gate.reserve(this.#entering(use));
    if ('away' in reserved) return this.#turnAway(use, reserved.away);
    const outcome = await settled(reserved.pass, prepared.value, {
      beginning: this.#parts.audit?.begin(use),
      isUse: (value) => formIn(use, value) === undefined,
    });
    if (!outcome.ok) return this.#answers.refuse(use, 'run', outcome.error);
    trace.step('run', 'allow', 'done');
    const form = formIn(use, outcome.value);
    return form ? this.#answers.showForm(use, form) : this.#answers.answer(use, outcome.value);
  }

  /** What was answered to a question may not do; else it is refused. */
  async #askAgain(use: Use, why: Refusal): Promise<TraceOutcome> {
    const asked = await this.#questions.again(use, why);
    return asked ?? this.#answers.refuse(use, 'parse', why);
  }

  /** Only who may do it is asked for more. */
  async #ask(use: Use): Promise<TraceOutcome> {
    const allowed = this.#authorise(use);
    if (!allowed.ok) return this.#answers.refuse(use, 'authorise', allowed.error);
    const asked = await this.#questions.begin(use);
    if (!asked.ok) return this.#answers.refuse(use, 'ask', asked.error);
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
    if (tell || use.event.reply.awaited) return this.#answers.refuse(use, stage, refusal, notice);
    this.#answers.note(use, stage, refusal);
    return 'refused';
  }

  #authorise({ event: { actor }, command, rules, trace }: Use) {
    const { permissions } = this.#parts.ports;
    const { local } = rules;
    const allowed = mayUse(command, askingOf(actor, rules), { local, permissions });
    if (allowed.ok) trace.step('authorise', 'allow', whyAllowed(command, actor.name, local));
    return allowed;
  }
}
