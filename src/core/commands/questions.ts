import type { ActorId, MessageId } from '../../base/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../base/result.ts';
import type { Card } from '../card.ts';
import type { ComponentEvent, FormEvent, MessageEvent, ReplyTo } from '../event.ts';
import type { Outcome as TraceOutcome } from '../trace.ts';
import type { Argument } from './arguments.ts';
import type { DispatchParts } from './dispatch-parts.ts';
import { entryOn } from './menus.ts';
import { formOf, lineWords, offerCard, sureCard } from './question-cards.ts';
import { answerIn, askedNames, isNo, isYes } from './question-words.ts';
import { typedOf } from './read-arguments.ts';
import type { Use } from './use.ts';

/** How long a question stands after it was asked, or after the last thing that was said to it. */
export const questionMs = 180_000;
const mostOpen = 1000;
const wrongAtMost = 3;

/** A use of a command that waits for what its person still has to say. It holds no code of the command: that may go meanwhile. */
interface Question {
  readonly id: string;
  readonly owner: ActorId;
  readonly command: string;
  readonly use: Omit<Use, 'command'>;
  readonly given: Record<string, string>;
  /** Arguments that are still to be asked for, in lines. */
  left: string[];
  wrong: number;
  /** By lines, or with controls and forms. */
  readonly how: 'lines' | 'controls';
  message?: MessageId;
  cancel: () => void;
}

/** An event that may answer a question. */
export type Answering = MessageEvent | ComponentEvent | FormEvent;

/** What commands ask back before they run: arguments that were left out, and whether it is meant. */
export interface Questions {
  /** Whether this use has to be asked something first. */
  asks(use: Use): boolean;
  /** Asks. Refuses where nobody could answer. */
  begin(use: Use): Promise<Result<TraceOutcome>>;
  /** Asks once more for what was not as it should be; undefined where that cannot be. */
  again(use: Use, problem: Refusal): Promise<TraceOutcome> | undefined;
  /** What was answered is as it should be: the question is over. */
  done(use: Use): void;
  /** Takes an answer; undefined for an event that is none. */
  take(event: Answering): (() => Promise<Taken>) | undefined;
}

/** What came of an answer: all is said, and the use goes on; or not yet. */
export type Taken =
  { readonly use: Use } | { readonly outcome: TraceOutcome; readonly why: string };

export const questions = (parts: DispatchParts): Questions => new Asker(parts);

/** What this use has to be asked for. */
const askedIn = ({ command, event }: Pick<Use, 'command' | 'event'>): string[] => {
  const menu = event.kind === 'invocation' ? event.menu : undefined;
  return askedNames(command, (menu && entryOn(command, menu.on))?.asks);
};

class Asker implements Questions {
  readonly #parts: DispatchParts;
  readonly #open = new Map<string, Question>();

  constructor(parts: DispatchParts) {
    this.#parts = parts;
  }

  asks({ command, event, given, answered }: Use): boolean {
    if (answered !== undefined) return false;
    if (command.sure !== undefined) return true;
    const asked = askedIn({ command, event });
    if (asked.length === 0) return false;
    const typed = typedOf(command.args, given);
    return typed.ok && asked.some((name) => isBlank(typed.value[name]));
  }

  async begin(use: Use): Promise<Result<TraceOutcome>> {
    const { command, given, platform, event } = use;
    const typed = typedOf(command.args, given);
    if (!typed.ok) return typed;
    if (!platform.can.has('dialogue')) return this.#unasked(use, typed.value);
    const left = askedIn(use).filter((name) => isBlank(typed.value[name]));
    const question = this.#opened(use, typed.value, left);
    if (question.how === 'lines') return ok(await this.#nextLine(question, use, event.reply));
    if (left.length === 0) return ok(await this.#sure(question, use, event.reply));
    if (event.kind === 'invocation') await platform.ask(event.reply, formOf(question, use));
    else await this.#offer(question, use, event.reply);
    return ok('answered');
  }

  again(use: Use, problem: Refusal): Promise<TraceOutcome> | undefined {
    const question = use.answered === undefined ? undefined : this.#open.get(use.answered);
    if (question?.how !== 'controls' || question.left.length === 0) return undefined;
    return this.#offer(question, use, use.event.reply, problem).then(() => 'refused');
  }

  done({ answered }: Use): void {
    if (answered !== undefined) this.#end(this.#open.get(answered));
  }

  take(event: Answering): (() => Promise<Taken>) | undefined {
    if (event.kind === 'message') {
      const question = this.#open.get(placeKey(event));
      return question && (() => this.#line(question, event));
    }
    const answer = answerIn(event.kind === 'form' ? event.form : event.action);
    return answer && (() => this.#control(this.#open.get(answer.id), answer.what, event));
  }

  /** Where nobody can be asked: what may be left out is, and what has to be meant is not done. */
  #unasked(use: Use, typed: Typed): Result<TraceOutcome> {
    const missing = askedNames(use.command).find(
      (name) => use.command.args[name]?.asked?.needed === true && isBlank(typed[name]),
    );
    if (missing !== undefined) return refuse('usage.missing', { argument: missing });
    return refuse('question.not-here', { command: use.command.name });
  }

  #opened(use: Use, typed: Typed, left: string[]): Question {
    const { command, event, platform, ...rest } = use;
    const controls = platform.can.has('controls') && platform.can.has('forms');
    const id = controls ? this.#parts.ports.random.token(6) : placeKey(event);
    const given = Object.fromEntries(
      Object.entries(typed).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
    );
    const question: Question = {
      ...{ id, owner: event.actor.id, command: command.name, given, left, wrong: 0 },
      ...{ use: { ...rest, event, platform }, how: controls ? 'controls' : 'lines' },
      cancel: () => {},
    };
    this.#open.get(id)?.cancel();
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= mostOpen) this.#end(this.#open.get(oldest));
    this.#open.set(id, question);
    this.#stay(question);
    return question;
  }

  #stay(question: Question): void {
    question.cancel();
    question.cancel = this.#parts.ports.clock.after(questionMs, () => this.#late(question));
  }

  #end(question: Question | undefined): void {
    if (!question) return;
    question.cancel();
    if (this.#open.get(question.id) === question) this.#open.delete(question.id);
  }

  #late(question: Question): void {
    this.#end(question);
    const { platform, event, rules } = question.use;
    const card: Card = {
      tone: 'warning',
      say: rules.say('question.late', { command: question.command }),
    };
    const telling: Promise<unknown> =
      question.how === 'lines'
        ? platform.reply(event.reply, card, { private: true, asks: false })
        : question.message === undefined
          ? Promise.resolve()
          : platform.edit(event.where.channel, question.message, card);
    telling.catch(() => {});
  }

  /** Asks the next thing in a line of its own. */
  async #nextLine(
    question: Question,
    use: Use,
    reply: ReplyTo,
    problem?: string,
  ): Promise<TraceOutcome> {
    const say = lineWords(question, use);
    const card = problem === undefined ? { say } : { say: problem, lines: [say] };
    await use.platform.reply(reply, card, { asks: true });
    return 'answered';
  }

  async #line(question: Question, event: MessageEvent): Promise<Taken> {
    this.#stay(question);
    const text = (event.addressed ?? event.text).trim();
    const use = this.#useOf(question, event.reply);
    if (!use) return this.#over(question, event.reply);
    if (isNo(text, question.left.length === 0)) return this.#cancelled(question, event.reply);
    const [name] = question.left;
    if (name === undefined)
      return isYes(text) ? this.#said(question, use) : this.#wrong(question, use, event.reply);
    const problem = await this.#filledIn(question, use, name, text);
    if (problem) return this.#wrong(question, use, event.reply, problem);
    question.left = question.left.slice(1);
    question.wrong = 0;
    if (question.left.length === 0 && use.command.sure === undefined)
      return this.#said(question, use);
    return {
      outcome: await this.#nextLine(question, use, event.reply),
      why: 'the next thing is asked',
    };
  }

  /** Keeps what was said for an argument, if it can be read as one; `-` leaves it out. */
  async #filledIn(
    { given }: Question,
    use: Use,
    name: string,
    text: string,
  ): Promise<Refusal | undefined> {
    const argument = use.command.args[name];
    if (text === '-' && argument?.asked?.needed !== true) return undefined;
    const problem = await this.#problemOf(argument, text, use);
    if (problem) return { ...problem, facts: { argument: name, ...problem.facts } };
    given[name] = text;
    return undefined;
  }

  async #problemOf(
    argument: Argument<unknown> | undefined,
    text: string,
    { platform, event }: Use,
  ): Promise<Refusal | undefined> {
    const lookup = {
      actor: (typed: string) => platform.findActor(event.where, typed),
      thing: (kind: 'channel' | 'role', typed: string) =>
        platform.findThing(event.where, kind, typed),
    };
    const read = await argument?.read(text, lookup);
    return read?.ok === false ? read.error : undefined;
  }

  async #wrong(question: Question, use: Use, reply: ReplyTo, problem?: Refusal): Promise<Taken> {
    question.wrong += 1;
    if (question.wrong >= wrongAtMost) return this.#cancelled(question, reply);
    const words = problem && use.rules.say(problem.key, problem.facts);
    return { outcome: await this.#nextLine(question, use, reply, words), why: 'it is asked again' };
  }

  async #control(
    question: Question | undefined,
    what: string,
    event: ComponentEvent | FormEvent,
  ): Promise<Taken> {
    const { reply, actor } = event;
    if (!question) return this.#tell(event, 'view.over');
    if (question.owner !== actor.id) return this.#tell(event, 'view.not-yours');
    this.#stay(question);
    const use = this.#useOf(question, reply);
    if (!use) return this.#over(question, reply);
    if (event.kind === 'form') {
      Object.assign(question.given, filled(event.fields));
      if (use.command.sure === undefined) return this.#said(question, use);
      return {
        outcome: await this.#sure(question, use, reply, true),
        why: 'it is asked whether it is meant',
      };
    }
    if (what === 'no') return this.#cancelled(question, reply);
    if (what === 'yes') return this.#said(question, use);
    await use.platform.ask(reply, formOf(question, use));
    return { outcome: 'answered', why: 'a form is shown' };
  }

  async #tell({ reply, where }: ComponentEvent | FormEvent, key: string): Promise<Taken> {
    const { ports } = this.#parts;
    const card: Card = { tone: 'error', say: ports.texts.in('en')(key) };
    await this.#parts.platformOf(where.connection)?.reply(reply, card, { private: true });
    return { outcome: 'refused', why: key };
  }

  async #cancelled(question: Question, reply: ReplyTo): Promise<Taken> {
    return this.#ended(question, reply, 'question.cancelled');
  }

  /** Its command went meanwhile. */
  async #over(question: Question, reply: ReplyTo): Promise<Taken> {
    return this.#ended(question, reply, 'view.over');
  }

  async #ended(question: Question, reply: ReplyTo, key: string): Promise<Taken> {
    this.#end(question);
    const { platform, rules } = question.use;
    const card: Card = { say: rules.say(key, { command: question.command }) };
    await platform.reply(reply, card, question.how === 'controls' ? { update: true } : {});
    return { outcome: 'refused', why: key };
  }

  /** All is said. Where a form was filled in it may come back, so the question stays until the use went through. */
  #said(question: Question, use: Use): Taken {
    if (question.how === 'lines' || question.left.length === 0) this.#end(question);
    return { use };
  }

  /** The use as it goes on; undefined when its command is there no more. */
  #useOf({ id, command, use, given }: Question, reply: ReplyTo): Use | undefined {
    const now = this.#parts.catalogue.find(command);
    if (!now) return undefined;
    const { event, ...rest } = use;
    const next = { ...event, reply };
    return {
      ...{ ...rest, command: now, event: next, given: { kind: 'options', options: given } },
      answered: id,
    };
  }

  /** A form can only answer a menu or a control: a typed command is answered with a button that opens it. */
  async #offer(question: Question, use: Use, reply: ReplyTo, problem?: Refusal): Promise<void> {
    const { platform } = use;
    const card = offerCard(question, use, problem);
    await this.#show(question, card, reply, { platform, update: problem !== undefined });
  }

  async #sure(question: Question, use: Use, reply: ReplyTo, update = false): Promise<TraceOutcome> {
    const { platform } = use;
    const card = sureCard(question, use);
    await this.#show(question, card, reply, { platform, update });
    return 'answered';
  }

  async #show(
    question: Question,
    card: Card,
    reply: ReplyTo,
    { platform, update }: Pick<Use, 'platform'> & { update: boolean },
  ): Promise<void> {
    const command = this.#parts.catalogue.find(question.command);
    const how = update ? { update } : command?.private === true ? { private: true } : {};
    const { message } = await platform.reply(reply, card, how);
    if (message !== undefined) question.message = message;
  }
}

type Typed = Readonly<Record<string, string | undefined>>;

const isBlank = (text: string | undefined): boolean => text === undefined || text === '';

const filled = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.trim()]));

/** Whoever speaks, in this place: there he has one question at most. */
const placeKey = ({ actor, where }: Pick<MessageEvent, 'actor' | 'where'>): string =>
  `${actor.id}\n${where.channel}`;
