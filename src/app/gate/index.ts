/** The gate in this program: who comes in is asked, as well as he can be reached. */
import { messageOf } from '../../base/errors.ts';
import type { Actor } from '../../core/actor.ts';
import type { Action, Card } from '../../core/card.ts';
import { lastingAction } from '../../core/commands/lasting.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { InboundEvent, MemberEvent, Place } from '../../core/event.ts';
import type { GateAsked, GateDesk } from '../../core/gate/desk.ts';
import { layersOf } from '../../core/settings/scope.ts';
import { languageNamed } from '../../core/texts/texts.ts';
import { Gate, gateStore } from '../../moderation/gate/index.ts';
import type { Database } from '../../storage/index.ts';
import type { OpenModeration } from '../moderation/index.ts';
import type { RaidParts } from '../raids/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { captchaOf } from './captcha.ts';
import { gateRules, gateSettings } from './gate-settings.ts';

export interface OpenGate {
  readonly desk: GateDesk;
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
}

interface Parts {
  readonly registries: Registries;
  readonly database: Database;
  readonly moderation: OpenModeration;
  readonly raids: Pick<RaidParts, 'levers'>;
}

export function openGate(
  { clock, random, log, life, config }: Surroundings,
  { registries, database, moderation, raids }: Parts,
): OpenGate {
  const { ports, board, jobs } = registries;
  const { settings } = ports;
  life.own(settings.declare(gateSettings));
  const [origin] = config.dashboard.origins;
  const gate = new Gate({
    ...{ store: gateStore(database), acts: moderation.desk.acts, jobs, clock, random, log },
    captcha: captchaOf(config),
    rules: (where) => gateRules(settings, where),
    isRaided: (where) => raids.levers.status(where).some(({ level }) => raidLevels.has(level)),
    admissionOf: (connection) => board.platform(connection)?.admission,
    isHere: async (where, who) =>
      (await board.platform(where.connection)?.enforcer?.isHere(where, who)) === true,
    pageUrl: () => (origin === undefined ? undefined : new URL('/gate', origin).href),
    tell: (where, who, asked) =>
      telling(registries, { where, who, asked }).catch((failure: unknown) =>
        log.debug({ problem: messageOf(failure) }, 'A newcomer could not be told of the gate'),
      ),
  });
  life.own(gate.begin());
  const isNewcomer = ({ where, actor, quiet }: MemberEvent): boolean =>
    !quiet && !actor.bot && actor.standing === 'member' && where.space !== undefined;
  return {
    desk: gate,
    take(event) {
      if (event.kind !== 'member-joined' || !isNewcomer(event)) return;
      const { where, actor } = event;
      if (settings.readText('gate.mode', layersOf(where)) === 'off') return;
      gate
        .joined(where, { id: actor.id, name: actor.name, native: actor.native })
        .catch((failure: unknown) =>
          log.warn({ problem: messageOf(failure) }, 'A newcomer could not be asked'),
        );
    },
  };
}

/** Levels at which the door itself is guarded. */
const raidLevels: ReadonlySet<string> = new Set(['slow', 'lockdown']);

interface Telling {
  readonly where: Place;
  readonly who: Subject;
  readonly asked: GateAsked;
}

async function telling(
  { board, ports: { settings, texts } }: Registries,
  { where, who, asked }: Telling,
): Promise<void> {
  const platform = board.platform(where.connection);
  if (!platform || asked.step === 'passed') return;
  const say = texts.in(languageNamed(settings.readText('core.language', layersOf(where))));
  const { question, place, url, here } = asked;
  const controls = platform.can.has('controls');
  const facts = { place, url: url ?? 'none', here: here ? 'yes' : 'no' };
  const words =
    question.kind === 'sum'
      ? say('gate.question.sum', { one: question.one, other: question.other })
      : question.text;
  const id = lastingAction('verify', where.space === undefined ? {} : { place: where.space });
  const buttons: Action[] = [
    ...(here && id !== undefined
      ? [{ kind: 'button', id, label: say('gate.button'), style: 'primary' } as const]
      : []),
    ...(url === undefined ? [] : [{ kind: 'link', label: say('gate.button-page'), url } as const]),
  ];
  const card: Card = controls
    ? { tone: 'info', say: say('gate.hello-buttons', facts), actions: [buttons] }
    : { tone: 'info', say: say('gate.hello', { ...facts, question: words }) };
  const actor: Actor = {
    ...{ ...who, mention: who.name, bot: false, standing: 'member', roles: [], identified: false },
  };
  await platform.reply({ where, actor }, card, { private: true, whisper: true });
}
