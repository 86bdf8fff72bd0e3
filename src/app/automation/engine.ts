import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Alerts } from '../../core/alerts/alerts.ts';
import type {
  AutomationDeed,
  AutomationOutcome,
  AutomationTrial,
  AutomationVerdict,
} from '../../core/commands/automation-levers.ts';
import type { Gate } from '../../core/commands/gate.ts';
import { communityOf } from '../../core/community.ts';
import type { InboundEvent, Place } from '../../core/event.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Traces } from '../../core/trace.ts';
import {
  type Askable,
  type AutomationDesk,
  type AutomationJudge,
  type KnownAutomation,
  type Occasion,
  type TemplateValues,
  type Verdict,
  english,
  fits,
  french,
  valuesOf,
} from '../../automation/index.ts';
import type { Counts } from './counts.ts';
import type { Deeds } from './deeds.ts';
import { occasionOf } from './occasion-of.ts';
import { Pace } from './pace.ts';
import type { Runs } from './runs.ts';
import { everyoneSetting, perMinuteSetting, settingsOf } from './settings.ts';

interface Parts {
  readonly desk: AutomationDesk;
  readonly judge: AutomationJudge;
  readonly deeds: Deeds;
  readonly runs: Runs;
  readonly counts: Counts;
  readonly gate: Pick<Gate, 'enter'>;
  readonly settings: Pick<Settings, 'readText' | 'readNumber' | 'readBoolean'>;
  readonly traces: Pick<Traces, 'begin'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the whole module is switched off there. */
  readonly isOff: (where: Place) => boolean;
}

/** After so many failures one after the other an automation is paused. */
const mostFailures = 5;

/** What came of one run. */
interface Came {
  readonly outcome: AutomationOutcome;
  readonly verdicts: readonly AutomationVerdict[];
  readonly deeds: readonly AutomationDeed[];
}

/** Refusals that are about one person, and not about the automation. */
const ofPerson: ReadonlySet<string> = new Set(['act.not-here', 'gift.unproven']);

/** The program itself, where it changes an automation. */
const program = { by: 'castellan', via: 'program' };

/**
 * Runs automations when something happens. Nothing that an automation does is heard as an event: what the bot says,
 * reacts and gives is its own doing, so that none can set off another.
 */
export class AutomationEngine {
  readonly #parts: Parts;
  readonly #pace: Pace;
  readonly #failures = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#pace = new Pace(parts.clock);
  }

  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void {
    try {
      const occasion = occasionOf(event);
      const { space } = event.where;
      if (!occasion || space === undefined || this.#parts.isOff(event.where)) return;
      for (const known of this.#parts.desk.waitingFor(communityOf(space), occasion.on))
        if (fits(known.automation.on, occasion)) this.#set(known, occasion, event);
    } catch (failure) {
      this.#parts.log.error({ problem: messageOf(failure) }, 'Automations could not be asked');
    }
  }

  /** A turn of a clock. */
  async turn(known: KnownAutomation, occasion: Occasion): Promise<void> {
    if (!this.#parts.isOff(occasion.where)) await this.#run(known, occasion);
  }

  /** A command that was made here: what it says is the answer; refused with the condition that does not hold. */
  async command(known: KnownAutomation, occasion: Occasion): Promise<Result<readonly string[]>> {
    const answers: string[] = [];
    const came = await this.#run(known, occasion, answers);
    switch (came.outcome) {
      case 'done':
      case 'guarded':
        return ok(answers);
      case 'busy':
        return refuse('automation.busy');
      case 'failed':
        return answers.length > 0 ? ok(answers) : refuse('automation.command-failed');
      case 'passed': {
        const first = came.verdicts.find(({ holds }) => !holds);
        return refuse('automation.does-not-hold', { ...(first?.condition ?? { en: '', fr: '' }) });
      }
    }
  }

  /** What it would come to; nothing is done, and nothing used up. */
  foresee(one: Askable, occasion: Occasion, count: number): Omit<AutomationTrial, 'sentence'> {
    const { judge, deeds } = this.#parts;
    const { holds, verdicts } = judge.judge(one, occasion);
    const values = this.#values(occasion, count);
    return {
      ...{ begins: fits(one.automation.on, occasion), holds, verdicts: verdicts.map(inWords) },
      deeds: one.automation.then.map((action) => deeds.foresee(action, { values })),
    };
  }

  #set(known: KnownAutomation, occasion: Occasion, event: InboundEvent): void {
    this.#run(known, occasion)
      .then((came) => this.#trace(known, came, event))
      .catch((failure: unknown) =>
        this.#parts.log.error({ problem: messageOf(failure) }, 'An automation broke'),
      );
  }

  async #run(known: KnownAutomation, occasion: Occasion, answers?: string[]): Promise<Came> {
    const { judge, runs, clock } = this.#parts;
    const judged = judge.judge(known, occasion);
    const verdicts = judged.verdicts.map(inWords);
    const stopped = judged.holds ? this.#stops(known, occasion, answers) : 'passed';
    const came: Came =
      stopped === undefined
        ? { verdicts, ...(await this.#carryOut(known, occasion, answers)) }
        : { outcome: stopped, verdicts, deeds: [] };
    const { actor, where, text } = occasion;
    runs.note(known.community, {
      ...{ atMs: clock.now(), number: known.number, name: known.name, place: where.name, ...came },
      ...(actor && { who: { id: actor.id, name: actor.name } }),
      text: text.slice(0, 200),
    });
    return came;
  }

  /** Before anything is done: the guard, and how much a community runs at all. A command has passed the guard already. */
  #stops(
    { community }: KnownAutomation,
    { where, actor, on }: Occasion,
    answers: string[] | undefined,
  ): Exclude<AutomationOutcome, 'done' | 'failed' | 'passed'> | undefined {
    const { gate, settings } = this.#parts;
    const speaks = on === 'message' || on === 'reaction' || on === 'reaction-removed';
    if (speaks && actor && !answers) {
      const command = { name: 'automation', category: 'custom' };
      if (gate.enter({ command, actor, where, exempt: false })) return 'guarded';
    }
    const most = settings.readNumber(perMinuteSetting, settingsOf(community));
    return this.#pace.begins(community, most) ? undefined : 'busy';
  }

  async #carryOut(
    known: KnownAutomation,
    occasion: Occasion,
    answers: string[] | undefined,
  ): Promise<Pick<Came, 'outcome' | 'deeds'>> {
    const { judge, deeds, counts, settings } = this.#parts;
    const { community, number, name } = known;
    try {
      judge.began(known, occasion);
      const scene = {
        ...{ occasion, values: this.#values(occasion, counts.add(community, number)) },
        everyone: settings.readBoolean(everyoneSetting, settingsOf(community)),
        reason: `automation ${number} (${name})`,
        ...(answers && { answers }),
      };
      const done: AutomationDeed[] = [];
      for (const action of known.automation.then) done.push(await deeds.perform(action, scene));
      const failed = done.some(({ refused }) => refused !== undefined);
      await this.#remember(known, done);
      return { outcome: failed ? 'failed' : 'done', deeds: done };
    } finally {
      this.#pace.ends(community);
    }
  }

  /** What fails again and again is paused, and operators are told why. */
  async #remember(known: KnownAutomation, done: readonly AutomationDeed[]): Promise<void> {
    const why = done.find(({ refused }) => refused && !ofPerson.has(refused.key))?.refused;
    if (!why) return this.#wentWell(known, done);
    const failures = (this.#failures.get(known.key) ?? 0) + 1;
    this.#failures.set(known.key, failures);
    if (failures < mostFailures) return;
    this.#failures.delete(known.key);
    const { desk, alerts } = this.#parts;
    await desk.setMode(known.community, known.number, 'paused', program);
    const subject = `automation:${known.community}:${known.number}`;
    const { number, name } = known;
    alerts.raise({
      ...{ subject, tone: 'warning' },
      text: { key: 'automation.paused', facts: { number, name, times: mostFailures } },
    });
    alerts.raise({ subject: `${subject}:${why.key}`, tone: 'warning', text: why });
  }

  /** What failed for one person's sake alone proves nothing either way: nobody pauses it by being away. */
  #wentWell({ key }: KnownAutomation, done: readonly AutomationDeed[]): void {
    if (done.every(({ refused }) => !refused)) this.#failures.delete(key);
  }

  #values(occasion: Occasion, count: number): TemplateValues {
    const { settings, clock } = this.#parts;
    const place = layersOf(occasion.where);
    const { prefix } = occasion.where;
    return valuesOf(occasion, {
      ...{ nowMs: clock.now(), count, zone: settings.readText('core.timeZone', place) },
      prefix: prefix ?? settings.readText('core.prefix', place),
    });
  }

  #trace({ number, name }: KnownAutomation, { outcome, verdicts }: Came, event: InboundEvent) {
    const trace = this.#parts.traces.begin(event);
    const first = verdicts.find(({ holds }) => !holds)?.condition.en;
    trace.step('automation', outcome === 'failed' ? 'fail' : 'note', () =>
      first === undefined
        ? `automation ${number} (${name}): ${outcome}`
        : `automation ${number} (${name}) passes: not so: ${first}`,
    );
    trace.end('observed');
  }
}

const inWords = ({ condition, holds }: Verdict): AutomationVerdict => ({
  condition: { en: english.condition(condition), fr: french.condition(condition) },
  holds,
});
