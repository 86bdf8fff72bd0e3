import type { CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Doer } from '../cases/acts.ts';
import type { Incident, IncidentFilter, IncidentKey, WholeIncident } from './incident.ts';
import type { Undo, UndoPreview, UndoRequest, UndoScope } from './undo.ts';

/** The incidents of communities, as staff handle them. Each community sees its own. */
export interface IncidentDesk {
  /** Those that have any, the latest first, by the name of a place there. */
  communities(): Promise<
    readonly { readonly id: CommunityId; readonly name: string; readonly open: number }[]
  >;
  /** Newest first, 10 where no limit is named. */
  list(community: CommunityId, filter?: IncidentFilter): Promise<readonly Incident[]>;
  whole(key: IncidentKey): Promise<Result<WholeIncident>>;
  note(key: IncidentKey, by: Doer, text: string): Promise<Result<Incident>>;
  close(key: IncidentKey, by: Doer): Promise<Result<Incident>>;
}

/** Takes many acts back at once. */
export interface UndoDesk {
  /** What it would do, in numbers and names. Nothing is done or written. */
  preview(community: CommunityId, scope: UndoScope): Promise<Result<UndoPreview>>;
  /** Written down first, then done step by step; what is interrupted goes on with the next start. */
  begin(community: CommunityId, scope: UndoScope, request: UndoRequest): Promise<Result<Undo>>;
  find(community: CommunityId, number: number): Promise<Result<Undo>>;
}
