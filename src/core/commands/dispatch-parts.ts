import type { ConnectionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { InboundEvent, Place } from '../event.ts';
import type { Platform } from '../platform.ts';
import type { Outcome as TraceOutcome } from '../trace.ts';
import type { CommandAudit } from './audited.ts';
import type { Catalogue, Match } from './catalogue.ts';
import type { Gate } from './gate.ts';
import type { Ports } from './ports.ts';
import type { Views } from './views.ts';

/** What happened to commands, for counters. */
export interface CommandCounters {
  message(event: InboundEvent): void;
  command(name: string, event: InboundEvent, outcome: TraceOutcome): void;
  /** What looked like a command and is none. Its words are not counted: they are anybody's. */
  unknown(event: InboundEvent, outcome: TraceOutcome): void;
}

export interface DispatchParts {
  readonly ports: Ports;
  readonly catalogue: Catalogue;
  readonly views: Views;
  readonly log: Log;
  readonly counters: CommandCounters;
  readonly gate: Gate;
  /** Writes uses of administrative commands down: before they run, and what came of them. */
  readonly audit?: CommandAudit;
  /** The command that a place made for itself, where the line begins with none of the program's. */
  readonly ownCommand?: (line: string, where: Place) => Match | undefined;
  platformOf(connection: ConnectionId): Platform | undefined;
}
