import type { Clock } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import { readCron } from '../../core/jobs/cron.ts';
import type { Jobs } from '../../core/jobs/jobs.ts';
import type { Place } from '../../core/event.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { readMoment } from '../../core/settings/when.ts';
import { type AutomationDesk, type KnownAutomation, isTimed } from '../../automation/index.ts';
import type { AutomationEngine } from './engine.ts';
import { settingsOf } from './settings.ts';

interface Parts {
  readonly desk: AutomationDesk;
  readonly engine: Pick<AutomationEngine, 'turn'>;
  readonly jobs: Jobs;
  readonly settings: Pick<Settings, 'readText' | 'follow'>;
  readonly placeOf: (community: CommunityId) => Place | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

const kind = 'automation';
/** When a network is away, its announcements are tried again. */
const retryMs = 30_000;
const timeZone = 'core.timeZone';

/** Has the scheduler keep what automations wait for. Turns that nobody was there for are left out: news grow old. */
export class Clockwork {
  readonly #parts: Parts;
  #settling: Promise<void> = Promise.resolve();
  #due = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { jobs, life, settings } = parts;
    life.own(jobs.run(kind, (payload) => this.#turn(payload), { retryMs, tellsItself: true }));
    life.own(settings.follow(({ name }) => (name === timeZone ? this.settle() : undefined)));
    life.own(() => this.#settling);
  }

  /** Declares what is wanted and cancels what is not, after what is under way. Never rejects. */
  settle(): void {
    this.#settling = this.#settling
      .then(() => this.#declareAll())
      .catch((failure: unknown) =>
        this.#parts.log.error(
          { problem: messageOf(failure) },
          'Automations could not be scheduled',
        ),
      );
  }

  settled(): Promise<void> {
    return this.#settling;
  }

  /** When it comes next, epoch ms; undefined for what is off or waits for no clock. */
  nextAtMs({ community, number, automation, mode }: KnownAutomation): number | undefined {
    if (mode !== 'on' || !isTimed(automation.on)) return undefined;
    return this.#due.get(idOf(community, number));
  }

  /** When a moment is, in the clocks of the community. */
  momentMs(community: CommunityId, moment: string): number {
    const read = readMoment(moment, {
      ...{ nowMs: this.#parts.clock.now(), timeZone: this.#zone(community), towards: 'future' },
    });
    return read.ok ? read.value : 0;
  }

  async #declareAll(): Promise<void> {
    const { desk, jobs } = this.#parts;
    const wanted = new Map(
      desk
        .everyone()
        .filter(({ mode, automation }) => mode === 'on' && isTimed(automation.on))
        .map((known) => [idOf(known.community, known.number), known]),
    );
    for (const { id } of await jobs.pending(kind)) if (!wanted.has(id)) await jobs.cancel(id);
    for (const [id, known] of wanted) await this.#declare(id, known);
    this.#due = new Map((await jobs.pending(kind)).map(({ id, dueAtMs }) => [id, dueAtMs]));
  }

  async #declare(id: string, { community, number, automation: { on } }: KnownAutomation) {
    const { jobs } = this.#parts;
    const job = { id, kind, payload: { community, number } };
    switch (on.kind) {
      case 'cron':
        return jobs.cron({ ...job, cron: on.fields, zone: this.#zone(community), missed: 'skip' });
      case 'every':
        return jobs.every({ ...job, everyMs: on.everyMs, missed: 'skip' });
      case 'once':
        return jobs.at({ ...job, dueAtMs: this.momentMs(community, on.moment) });
      default:
        return;
    }
  }

  async #turn(payload: unknown): Promise<void> {
    const { desk, engine, placeOf } = this.#parts;
    const { community, number } = named(payload);
    const found = desk.find(community, number);
    if (!found.ok || found.value.mode !== 'on' || !isTimed(found.value.automation.on)) return;
    const where = placeOf(community);
    if (!where)
      throw new CastellanError('not-available', `The bot is not in ${community} at the moment`);
    await engine.turn(found.value, { on: 'time', where, text: '' });
    this.#turned(found.value);
    // It is over: what stays on would come again at the next start.
    if (found.value.automation.on.kind === 'once')
      await desk.setMode(community, number, 'off', { by: 'castellan', via: 'program' });
  }

  #turned({ community, number, automation: { on } }: KnownAutomation): void {
    const nowMs = this.#parts.clock.now();
    const id = idOf(community, number);
    if (on.kind === 'every') this.#due.set(id, nowMs + on.everyMs);
    if (on.kind !== 'cron') return;
    const times = readCron(on.fields, this.#zone(community));
    const next = times.ok ? times.value.nextAfter(nowMs) : undefined;
    if (next !== undefined) this.#due.set(id, next);
  }

  #zone(community: CommunityId): string {
    return this.#parts.settings.readText(timeZone, settingsOf(community));
  }
}

const idOf = (community: CommunityId, number: number): string =>
  `automation:${community}:${number}`;

function named(payload: unknown): { readonly community: CommunityId; readonly number: number } {
  const read = (name: string): unknown =>
    typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined;
  return { community: communityId(String(read('community'))), number: Number(read('number')) };
}
