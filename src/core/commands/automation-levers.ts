import type { ActorId, CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Automation, AutomationMode } from '../automation.ts';
import type { Place } from '../event.ts';
import type { InWords } from './rule-levers.ts';

/** An automation as people see it. */
export interface AutomationView {
  readonly number: number;
  readonly name: string;
  readonly mode: AutomationMode;
  readonly sentence: InWords;
  readonly parts: Automation;
  /** How often it has run. */
  readonly runs: number;
  /** How it went last; absent since the start. */
  readonly last?: Pick<AutomationRun, 'atMs' | 'outcome'>;
  /** Of a schedule: when it comes next, epoch ms. */
  readonly nextAtMs?: number;
}

/** What somebody wrote, before it is one. */
export interface AutomationDraft {
  readonly sentence: string;
  readonly name?: string | undefined;
}

export interface AutomationAuthor {
  readonly actor: string;
  readonly via: string;
  /** Whose own rights count; absent for the program's owner. */
  readonly person?: Actor;
}

/** What one condition of an automation came to. */
export interface AutomationVerdict {
  readonly condition: InWords;
  readonly holds: boolean;
}

/** One thing that was done, or would be. */
export interface AutomationDeed {
  readonly action: InWords;
  /** What is said, as card markup. */
  readonly text?: string;
  /** Why it could not be done, as a text's key and facts. */
  readonly refused?: {
    readonly key: string;
    readonly facts: Readonly<Record<string, string | number>>;
  };
  /** Where the guard kept it back. */
  readonly held?: boolean;
  /** Where the person takes no messages. */
  readonly missed?: boolean;
}

/** `passed`: a condition did not hold. `busy`: too many at once. `guarded`: the guard let it not run. */
export type AutomationOutcome = 'done' | 'passed' | 'failed' | 'busy' | 'guarded';

/** A time that it was asked for, and what came of it. */
export interface AutomationRun {
  readonly atMs: number;
  readonly number: number;
  readonly name: string;
  readonly outcome: AutomationOutcome;
  readonly who?: { readonly id: ActorId; readonly name: string };
  readonly place: string;
  /** What was said, shortened. */
  readonly text: string;
  readonly verdicts: readonly AutomationVerdict[];
  readonly deeds: readonly AutomationDeed[];
}

/** What would happen. Nothing is done, and no cooldown begins. */
export interface AutomationTrial {
  readonly sentence: InWords;
  /** Whether what begins it fits what was tried. */
  readonly begins: boolean;
  readonly holds: boolean;
  readonly verdicts: readonly AutomationVerdict[];
  readonly deeds: readonly AutomationDeed[];
}

export interface AutomationTry {
  readonly community: CommunityId;
  readonly where: Place;
  readonly actor: Actor;
  /** Its number, or a draft. */
  readonly what: number | AutomationDraft;
  /** What he says, or what stands behind the command; absent: something that fits. */
  readonly text?: string | undefined;
}

export interface AutomationRevisionView {
  readonly seq: number;
  readonly number: number;
  readonly before?: string;
  readonly after?: string;
  readonly by: string;
  readonly via: string;
  readonly atMs: number;
}

export interface AutomationStarter {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly ready: boolean;
}

/** A command that a place made for itself. */
export interface OwnCommandView {
  readonly name: string;
  /** What it is for: the automation's name. */
  readonly about: string;
}

/** Automations as staff handle them. */
export interface AutomationLevers {
  list(community: CommunityId): readonly AutomationView[];
  find(community: CommunityId, number: number): Result<AutomationView>;
  /** What a sentence would be; nothing is changed. Refused where it cannot be read or makes no sense. */
  preview(
    draft: AutomationDraft,
  ): Result<{ readonly sentence: InWords; readonly parts: Automation }>;
  /** The sentence of parts that a form put together; refused where they are none. */
  sentence(parts: Automation): Result<string>;
  /** All or none. Refused where the place, the bot or the author could not do what they say. */
  create(
    community: CommunityId,
    drafts: readonly AutomationDraft[],
    by: AutomationAuthor,
  ): Promise<Result<readonly AutomationView[]>>;
  edit(
    community: CommunityId,
    number: number,
    draft: AutomationDraft,
    by: AutomationAuthor,
  ): Promise<Result<AutomationView>>;
  setMode(
    community: CommunityId,
    number: number,
    mode: 'on' | 'off',
    by: AutomationAuthor,
  ): Promise<Result<AutomationView>>;
  remove(
    community: CommunityId,
    number: number,
    by: AutomationAuthor,
  ): Promise<Result<AutomationView>>;
  history(community: CommunityId, limit: number): Promise<readonly AutomationRevisionView[]>;
  /** Examples, as they would be where this is; absent: for whatever place the community has. */
  starters(community: CommunityId, where?: Place): readonly AutomationStarter[];
  test(asked: AutomationTry): Result<AutomationTrial>;
  /** The place from which a community's dry runs are made, if the bot is there. */
  placeOf(community: CommunityId): Place | undefined;
  /** The last runs, newest first. */
  runs(
    community: CommunityId,
    asked: { readonly number?: number | undefined; readonly limit: number },
  ): readonly AutomationRun[];
  /** The commands that were made here and are on. */
  commands(community: CommunityId): readonly OwnCommandView[];
}
