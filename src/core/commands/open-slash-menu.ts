import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { Keep } from '../keep/keep.ts';
import type { Settings } from '../settings/settings.ts';
import type { Catalogue } from './catalogue.ts';
import type { CommandInfo } from './command-info.ts';
import type { Command } from './command.ts';
import { type MenuMemory, memoryAfter, readMemory, withUses } from './slash-memory.ts';
import type { MenuMark, MenuState, SlashMenu, Synced } from './slash-menu.ts';
import {
  type Candidate,
  type SlashLimits,
  type SlashPlan,
  planSlash,
  slashLimits,
} from './slash-plan.ts';

/** The menu as the program keeps it. */
export interface OwnSlashMenu extends SlashMenu {
  /** What is to be declared. */
  commands(): readonly Command[];
  /** Every command: the menus of people and messages have room of their own. */
  all(): readonly Command[];
  /** Called when other commands have a place than before. */
  follow(listener: () => void): () => void;
  /** A network with a menu; the returned function takes it out again. */
  serve(connection: string, declare: () => Promise<'same' | 'written'>): () => void;
}

interface Parts {
  readonly catalogue: Catalogue;
  readonly settings: Settings;
  /** Counts since the start, by command. */
  readonly uses: () => ReadonlyMap<string, number>;
  readonly keep: Pick<Keep, 'load' | 'save'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Clock;
  readonly life: Lifetime;
  readonly limits?: SlashLimits;
}

/** Whatever is pinned: without these nobody finds the others. */
const alwaysThere: readonly string[] = ['help', 'slashlimit'];
const planEveryMs = 3_600_000;
/** Discord's limit for one family. */
const mostInFamily = 25;
const keptAs = 'slash-menu';

const familyOf = ({ name }: Pick<CommandInfo, 'name'>): string => name.split(' ', 1)[0] ?? name;

export const openSlashMenu = (parts: Parts): OwnSlashMenu => new Menu(parts);

class Menu implements OwnSlashMenu {
  readonly #parts: Parts;
  readonly #limits: SlashLimits;
  readonly #listeners = new Set<() => void>();
  readonly #networks = new Map<string, () => Promise<'same' | 'written'>>();
  #memory: MenuMemory;
  #seen: ReadonlyMap<string, number> = new Map();
  #planned:
    { readonly version: number; readonly pins: string; readonly plan: SlashPlan } | undefined;

  constructor(parts: Parts) {
    const { settings, clock, life, limits = slashLimits } = parts;
    this.#parts = parts;
    this.#limits = limits;
    this.#memory = readMemory(parts.keep.load(keptAs));
    life.own(settings.follow(({ name }) => name === 'commands.pinned' && this.#lookAgain()));
    let cancel = (): void => {};
    const hourly = (): void => {
      this.#lookAgain();
      cancel = clock.after(planEveryMs, hourly);
    };
    cancel = clock.after(planEveryMs, hourly);
    life.own(() => {
      cancel();
      this.#count();
      this.#save();
    });
  }

  state(): MenuState {
    const plan = this.#plan();
    const { uses, leftSinceMs } = this.#memory;
    return { ...plan, limits: this.#limits, pinned: this.#pins(), uses, leftSinceMs };
  }

  markOf(command: CommandInfo): MenuMark {
    if (!isWanted(command)) return 'typed';
    return this.commands().some(({ name }) => name === command.name) ? 'both' : 'left';
  }

  commands(): readonly Command[] {
    const native = new Set(this.#plan().native);
    return this.#wanted().filter((command) => native.has(familyOf(command)));
  }

  all(): readonly Command[] {
    return this.#parts.catalogue.all();
  }

  async sync(): Promise<readonly Synced[]> {
    this.#lookAgain({ quietly: true });
    const commands = this.#plan().native.length;
    return Promise.all(
      [...this.#networks].map(async ([connection, declare]) => ({
        ...{ connection, commands },
        outcome: await declare().catch((): 'failed' => 'failed'),
      })),
    );
  }

  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  serve(connection: string, declare: () => Promise<'same' | 'written'>): () => void {
    this.#networks.set(connection, declare);
    return () => this.#networks.delete(connection);
  }

  /** Those that can stand in a menu. Of a family that is too big the first by name; one named like a family gives way. */
  #wanted(): readonly Command[] {
    const wanted = this.#parts.catalogue.all().filter(isWanted);
    const families = Map.groupBy(wanted, familyOf);
    return [...families.values()].flatMap((family) => {
      const inside = family.filter(({ name }) => name.includes(' '));
      if (inside.length === 0) return family;
      return inside.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostInFamily);
    });
  }

  #pins(): readonly string[] {
    return [...alwaysThere, ...this.#parts.settings.readList('commands.pinned', {})];
  }

  #plan(): SlashPlan {
    const { version } = this.#parts.catalogue;
    const pins = this.#pins().join();
    if (this.#planned?.version === version && this.#planned.pins === pins)
      return this.#planned.plan;
    this.#count();
    const plan = planSlash(this.#candidates(), new Set(this.#memory.native), this.#limits);
    this.#planned = { version, pins, plan };
    this.#tell(plan);
    this.#memory = memoryAfter(this.#memory, plan, this.#parts.clock.now());
    this.#save();
    return plan;
  }

  /** Told when it gets full, and when there is room again. */
  #tell({ fullness, native, left }: SlashPlan): void {
    const tone = fullness === 'fine' ? 'success' : 'warning';
    const facts = { taken: native.length, limit: this.#limits.limit, left: left.length };
    const text = { key: `slash-menu.${fullness}`, facts };
    this.#parts.alerts.raise({ subject: 'slash-menu', tone, text });
  }

  #candidates(): readonly Candidate[] {
    const pins = new Set(this.#pins());
    return [...Map.groupBy(this.#wanted(), familyOf)].map(([name, commands]) => ({
      name,
      pinned: pins.has(name) || commands.some((command) => pins.has(command.name)),
      holds: commands.length,
      open: commands.some(({ capability }) => capability === undefined),
      uses: this.#memory.uses.get(name) ?? 0,
    }));
  }

  #lookAgain({ quietly = false } = {}): void {
    const before = this.#planned?.plan.native.join();
    this.#planned = undefined;
    const now = this.#plan().native.join();
    if (!quietly && before !== undefined && before !== now)
      for (const listener of this.#listeners) listener();
  }

  /** Takes over what was counted since the last look. */
  #count(): void {
    const { uses, clock } = this.#parts;
    const now = new Map(uses());
    this.#memory = withUses(this.#memory, { before: this.#seen, now, atMs: clock.now() });
    this.#seen = now;
  }

  #save(): void {
    const { native, leftSinceMs, uses, atMs } = this.#memory;
    const text = JSON.stringify({ native, atMs, left: [...leftSinceMs], uses: [...uses] });
    this.#parts.keep.save(keptAs, text);
  }
}

const isWanted = ({ hidden, ways }: CommandInfo): boolean => !hidden && ways !== 'typed';
