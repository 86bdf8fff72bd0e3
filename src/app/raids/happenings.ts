import type { SpaceId } from '../../base/ids.ts';
import type { Refusal } from '../../base/result.ts';
import type { Alert, Alerts } from '../../core/alerts/alerts.ts';
import type { DoorEffect, DoorLevel } from '../../core/door.ts';
import type { Place } from '../../core/event.ts';
import type { Sums } from '../../guard/raids/index.ts';

interface Happened {
  readonly where: Place;
  readonly level: DoorLevel;
  readonly effect: DoorEffect;
  readonly obstacles: readonly Refusal[];
  /** It was only said what would be done. */
  readonly dry: boolean;
}

/** What happened about a raid. */
export type RaidHappening =
  | (Happened & {
      readonly kind: 'raised';
      /** Absent for a level set by hand. */
      readonly sums?: Sums;
      /** From the join that crossed the threshold to the last thing done. */
      readonly tookMs: number;
      /** Operators were not told of this level lately. */
      readonly tell: boolean;
    })
  /** `stuck`: the level is over, but something could not be put back; it is tried again. */
  | (Happened & { readonly kind: 'lifted' | 'stuck'; readonly how: 'time' | 'hand' });

export class RaidHappenings {
  readonly #listeners = new Set<(happening: RaidHappening) => void>();

  follow(listener: (happening: RaidHappening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(happening: RaidHappening): void {
    for (const listener of this.#listeners) listener(happening);
  }
}

const tones = { watch: 'info', slow: 'warning', lockdown: 'error' } as const;

/** Tells operators of raids: what was done, in numbers, and what could not be and why. */
export function raidAlerts(happenings: RaidHappenings, alerts: Pick<Alerts, 'raise'>): () => void {
  return happenings.follow((happening) => {
    const { where, obstacles } = happening;
    const [subject, place] = [`raid:${where.channel}`, whereOf(where)];
    if (happening.kind === 'lifted')
      return alerts.raise({ ...place, subject, tone: 'success', text: lifted(happening) });
    if (happening.kind === 'raised' && happening.tell)
      alerts.raise({ ...place, subject, tone: tones[happening.level], text: raised(happening) });
    for (const { key, facts } of obstacles)
      alerts.raise({
        ...place,
        subject: `${subject} ${key}`,
        tone: 'error',
        text: { key, facts: { place: labelOf(where), ...facts } },
      });
  });
}

/** What people call a place: the guild, the channel on IRC. */
export const labelOf = ({ name, spaceName }: Place): string => spaceName ?? name;

const whereOf = ({ space }: Place): { readonly space?: SpaceId } =>
  space === undefined ? {} : { space };

function raised({
  where,
  level,
  dry,
  effect,
  sums,
}: Extract<RaidHappening, { kind: 'raised' }>): Alert['text'] {
  const counted = {
    joins: sums?.joins ?? 0,
    weight: sums?.weight ?? 0,
    span: Math.max(1, Math.round((sums?.spanMs ?? 0) / 1000)),
  };
  const facts = { place: labelOf(where), level, dry: dry ? 'yes' : 'no', ...counted, ...effect };
  return { key: sums ? 'raid.alert.raised' : 'raid.alert.set', facts };
}

const lifted = ({
  where,
  level,
  how,
  effect,
}: Extract<RaidHappening, { how: string }>): Alert['text'] => ({
  key: 'raid.alert.lifted',
  facts: { place: labelOf(where), level, how, ...effect },
});
