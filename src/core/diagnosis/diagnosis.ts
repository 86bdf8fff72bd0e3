import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { Phrase } from '../health/finding.ts';

/** What is asked: why does the bot not answer there, to this command, to this person? */
export interface Question {
  /** Where it is asked: what is left out is found from there. */
  readonly where: Place;
  /** As people write it: `#castle`, an id, `libera/#castle`; absent: here. */
  readonly channel?: string | undefined;
  readonly command?: string | undefined;
  readonly person?: string | undefined;
}

/** One thing that must be so for the bot to answer. `bad` keeps it from answering; `note` may. */
export interface DiagnosisStep {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'bad';
  readonly text: Phrase;
  readonly todo?: Phrase;
}

/** Why the bot does not answer somewhere: what was looked at, in order, and what to do. */
export interface Diagnosis {
  /** How people call the channel. */
  readonly channel: string;
  /** Where it turned out to be. */
  readonly place?: Place;
  /** In the order in which a message meets them; ends where nothing further can be looked at. */
  readonly steps: readonly DiagnosisStep[];
  /** The person that was asked about. */
  readonly person?: Actor;
}

/** Says why the bot does not answer somewhere. Refuses with `why.which` where several channels could be meant. */
export type Diagnose = (question: Question) => Promise<Result<Diagnosis>>;
