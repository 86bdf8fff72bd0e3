import { CastellanError } from '../../base/errors.ts';
import { type ChannelId, type ConnectionId, partsOfChannel } from '../../base/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../../core/actor.ts';
import type { AutomationAction } from '../../core/automation.ts';
import type { AutomationDeed } from '../../core/commands/automation-levers.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { Gift } from '../../core/giver.ts';
import type { Calls, Platform, Said } from '../../core/platform.ts';
import {
  type Occasion,
  type TemplateValues,
  type Templates,
  english,
  french,
} from '../../automation/index.ts';

interface Parts {
  readonly platformOf: (connection: ConnectionId) => Platform | undefined;
  readonly templates: Templates;
}

/** One run, as far as its deeds have to know. */
export interface Scene {
  readonly occasion: Occasion;
  readonly values: TemplateValues;
  /** Whether `@everyone` may call everyone here. */
  readonly everyone: boolean;
  /** For the network's own log. */
  readonly reason: string;
  /** Where what a command says is collected, instead of being said. */
  readonly answers?: string[];
}

type Came = Omit<AutomationDeed, 'action'>;
type Texted = Extract<AutomationAction, { text: string }>;

/** Does what automations say, by the networks' own verbs and through the guard; knows nothing of conditions. */
export class Deeds {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What it would be; nothing is done. */
  foresee(action: AutomationAction, { values }: Pick<Scene, 'values'>): AutomationDeed {
    if (!('text' in action)) return { action: inWords(action) };
    const text = this.#parts.templates.render(action.text, values);
    return {
      action: inWords(action),
      ...(text.ok ? { text: text.value } : { refused: text.error }),
    };
  }

  /** Never rejects: what went wrong is in the deed. */
  async perform(action: AutomationAction, scene: Scene): Promise<AutomationDeed> {
    try {
      return { action: inWords(action), ...(await this.#act(action, scene)) };
    } catch (failure) {
      if (!(failure instanceof CastellanError)) throw failure;
      const refused = { key: 'automation.fault', facts: { why: failure.message } };
      return { action: inWords(action), refused };
    }
  }

  async #act(action: AutomationAction, scene: Scene): Promise<Came> {
    const platform = this.#parts.platformOf(scene.occasion.where.connection);
    if (!platform) return { refused: { key: 'automation.absent', facts: {} } };
    if ('text' in action) return this.#speak(platform, action, scene);
    const { occasion, reason } = scene;
    const { where, actor, message } = occasion;
    switch (action.kind) {
      case 'role':
        return gifted(platform, occasion, {
          ...{ reason, give: action.give },
          gift: { kind: 'role', role: action.role.id ?? action.role.name },
        });
      case 'mode':
        return gifted(platform, occasion, {
          ...{ reason, give: action.give },
          gift: { kind: 'mode', mode: action.mode },
        });
      case 'react':
        if (message === undefined || !platform.react) return cannot('react');
        await platform.react(where.channel, message, action.emoji);
        return {};
      case 'delete':
        if (message === undefined || !platform.can.has('delete') || !actor) return cannot('delete');
        await platform.remove(where.channel, message);
        return {};
    }
  }

  async #speak(platform: Platform, action: Texted, scene: Scene): Promise<Came> {
    const rendered = this.#parts.templates.render(action.text, scene.values);
    if (!rendered.ok) return { refused: rendered.error };
    const text = rendered.value;
    // A template that comes to nothing says nothing: that is how one is made to speak only sometimes.
    if (text === '') return { text };
    const said = await this.#say(platform, action, scene, text);
    if (!said.ok) return { text, refused: said.error };
    if (said.value.guarded?.verdict === 'refuse') return { text, held: true };
    const missed = action.kind === 'tell' && !reached(platform, said.value);
    return missed ? { text, missed } : { text };
  }

  async #say(
    platform: Platform,
    action: Texted,
    scene: Scene,
    text: string,
  ): Promise<Result<Said>> {
    const { occasion, answers } = scene;
    const { where, actor } = occasion;
    const card = { say: text };
    const calls = callsOf(action.text, scene);
    if (action.kind === 'tell') {
      if (!actor) return refuse('automation.sentence.nobody');
      return ok(await platform.reply({ where, actor }, card, { private: true, whisper: true }));
    }
    if (answers && (action.kind === 'reply' || action.channel === undefined)) {
      answers.push(text);
      return ok({});
    }
    if (action.kind === 'reply' && occasion.reply)
      return ok(await platform.reply(occasion.reply, card, { calls }));
    const channel = await channelFor(platform, where, action);
    return channel.ok ? ok(await platform.say(channel.value, card, { calls })) : channel;
  }
}

/** A network that lets a bot whisper does not say who heard it. */
const reached = ({ can }: Platform, { message, guarded }: Said): boolean =>
  message !== undefined || guarded !== undefined || can.has('whisper');

export const inWords = (action: AutomationAction) => ({
  en: english.action(action),
  fr: french.action(action),
});

const cannot = (what: string): Came => ({
  refused: { key: `automation.cannot.${what}`, facts: {} },
});

/** Nobody but the person whom it is about, and everyone only where the place allows it and the text itself says so. */
function callsOf(template: string, { occasion: { actor }, everyone }: Scene): Calls {
  const callsPerson = actor !== undefined && /\bperson\s*\.\s*mention\b/.test(template);
  return {
    ...(callsPerson && { people: [actor.native] }),
    ...(everyone && /@(?:everyone|here)\b/.test(template) && { everyone: true }),
  };
}

/** The channel that is named, in the same space; else where it happened. */
async function channelFor(
  platform: Platform,
  where: Place,
  action: Texted,
): Promise<Result<ChannelId>> {
  const name = action.kind === 'say' ? action.channel : undefined;
  if (name === undefined)
    return sayable(where) ? ok(where.channel) : refuse('automation.say-where');
  return channelNamed(platform, where, name);
}

/** Only in the same space: what stands elsewhere has other staff. */
async function channelNamed(
  platform: Pick<Platform, 'findThing'>,
  where: Place,
  name: string,
): Promise<Result<ChannelId>> {
  const place = await placeNamed(platform, where, name);
  return place.ok ? ok(place.value.channel) : place;
}

/** The channel of this space that a text names. */
export async function placeNamed(
  platform: Pick<Platform, 'findThing'>,
  where: Place,
  name: string,
): Promise<Result<Place>> {
  const found = await platform.findThing(where, 'channel', name);
  if (!found?.place) return refuse('automation.no-channel', { channel: name });
  return found.place.space === where.space
    ? ok(found.place)
    : refuse('automation.elsewhere', { channel: name });
}

/** What concerns a whole server has no channel of its own: its place has the server's id. */
export const sayable = ({ space, channel }: Place): boolean =>
  space !== `discord:${partsOfChannel(channel).native}`;

interface Giving {
  readonly give: boolean;
  readonly gift: Gift;
  readonly reason: string;
}

async function gifted(
  { giver }: Platform,
  { where, actor }: Occasion,
  { give, gift, reason }: Giving,
): Promise<Came> {
  if (!giver || !actor) return cannot('give');
  const subject = subjectOf(actor);
  const done = await (give
    ? giver.give(where, subject, gift, reason)
    : giver.take(where, subject, gift, reason));
  return done.ok ? {} : { refused: plain(done.error) };
}

const subjectOf = ({ id, name, native }: Actor): Subject => ({ id, name, native });
const plain = ({ key, facts }: Refusal) => ({ key, facts });
