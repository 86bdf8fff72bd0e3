import type {
  CaseKey,
  CaseKind,
  CasePlace,
  CaseSource,
  CaseState,
  Ending,
  LinkKind,
} from '../../core/cases/case.ts';
import { type Belongings, keyColumns } from './belongings-store.ts';

/** A case that has no number yet. */
export interface NewCase extends Belongings {
  readonly kind: CaseKind;
  /** `pending` for what is still to be done. */
  readonly state: Extract<CaseState, 'pending' | 'open' | 'ended'>;
  readonly target: string;
  readonly by: string;
  readonly via: string;
  readonly reason: string;
  readonly rule?: string | undefined;
  readonly untilMs?: number | undefined;
  readonly place: CasePlace;
  readonly count: number;
  readonly ending?: Ending | undefined;
  /** Taken over from elsewhere: a case of the same source and id is there once. */
  readonly source?: CaseSource | undefined;
  /** What will stand on the network: how it is taken back. */
  readonly marks: readonly string[];
  readonly links?: readonly { readonly kind: LinkKind; readonly number: number }[];
}

export const columnsOf = ({ how, by, atMs, why }: Ending) => ({
  ...{ ended_how: how, ended_by: by, ended_at: atMs, ended_why: why ?? null },
});
export const noEnding = { ended_how: null, ended_by: null, ended_at: null, ended_why: null };

export const rowOf = (key: CaseKey, wanted: NewCase) => ({
  ...keyColumns(key),
  ...{ kind: wanted.kind, state: wanted.state, target: wanted.target, by_actor: wanted.by },
  ...{ via: wanted.via, reason: wanted.reason, rule: wanted.rule ?? null, at: wanted.atMs },
  ...{ until: wanted.untilMs ?? null, connection: wanted.place.connection },
  ...{ platform: wanted.place.platform, space: wanted.place.space, channel: wanted.place.channel },
  ...{ place_name: wanted.place.name, amount: wanted.count },
  ...(wanted.ending ? columnsOf(wanted.ending) : noEnding),
  ...{ problem: null, told: null },
  ...{ source: wanted.source?.name ?? null, source_id: wanted.source?.id ?? null },
});
