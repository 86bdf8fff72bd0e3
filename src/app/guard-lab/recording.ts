import { every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import { boolean, integer } from '../../core/settings/kinds.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import {
  type FactLog,
  type FactPlace,
  History,
  type HistoryStore,
  Recorder,
  actorKeys,
  factLog,
  factStore,
  historyStore,
  mostEntries,
  noSpace,
} from '../../replay/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { KnownPlaces } from './known-places.ts';

const recordSettings: SettingSet = {
  'guard.record': boolean({
    default: true,
    text: 'Whether it is recorded when commands are given (when, where, which one, by whom as a keyed hash, never text), to try limits out on.',
  }),
  'guard.recordDays': integer({
    default: 7,
    min: 1,
    max: 30,
    text: 'How many days of that are kept, and of the history of refusals.',
  }),
};

const quarterMs = 900_000;
/** The history is small, and people look at it after a restart. */
const saveEveryMs = 30_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const secretName = { scope: 'instance', name: 'guard.facts' } as const;

/** Everything that is taken down of what the guard sees. */
export interface Recording {
  readonly recorder: Recorder;
  readonly facts: FactLog;
  readonly history: History;
  readonly places: KnownPlaces;
  readonly days: () => number;
  readonly isKept: (place: FactPlace) => boolean;
  /** What is kept of people here beside plain columns: for those who ask, and for those who want to be forgotten. */
  readonly personal: PersonalHook;
}

type Parts = Surroundings & { readonly registries: Registries; readonly database: Database };

/** Begins to record; what waits is written when the lifetime ends. */
export async function openRecording(parts: Parts): Promise<Recording> {
  const { clock, random, log, registries, database } = parts;
  const { settings } = registries.ports;
  settings.declare(recordSettings);
  const keys = actorKeys(await secretOf(parts));
  const isKept = keptBy(settings);
  const full = () => void facts.flush();
  const recorder = new Recorder({ clock, random, seed: keys.seed, isKept, full });
  const facts = factLog({ recorder, store: factStore(database), keys, log });
  const store = historyStore(database);
  const history = new History(clock, random, await store.latest(mostEntries));
  const places = new KnownPlaces(registries.keep);
  const days = () => settings.readNumber('guard.recordDays', {});
  const recording = { ...{ recorder, facts, history, places, days, isKept } };
  keepUp(parts, recording, store);
  return { ...recording, personal: personalOf(recording, store) };
}

/** The secret that people are hashed with. Sealed in the database; without its key a new one holds for this run. */
async function secretOf({ registries, random, log }: Parts): Promise<Buffer> {
  const fresh = random.token(32);
  try {
    const kept = await registries.secrets.read(secretName);
    if (kept === undefined) await registries.secrets.put(secretName, fresh, 'castellan');
    return Buffer.from(kept ?? fresh, 'base64url');
  } catch (failure) {
    log.warn(
      { why: messageOf(failure) },
      'The secret that people are hashed with cannot be had; what is recorded in this run is hashed with another one',
    );
    return Buffer.from(fresh, 'base64url');
  }
}

/** Whether a place may be recorded: worked out once a place and version of the settings. */
function keptBy(settings: Settings): (place: FactPlace) => boolean {
  const known = new WeakMap<FactPlace, { version: number; kept: boolean }>();
  return (place) => {
    const before = known.get(place);
    if (before?.version === settings.version) return before.kept;
    const kept = settings.readBoolean('guard.record', layersOf(place));
    known.set(place, { version: settings.version, kept });
    return kept;
  };
}

type Kept = Omit<Recording, 'personal'>;

/** Writes in blocks, lets go of what is old, and forgets a place at once where recording is switched off. */
function keepUp({ clock, log, life, registries }: Parts, kept: Kept, store: HistoryStore): void {
  const { facts, history, places } = kept;
  const { settings } = registries.ports;
  const failed = (what: string) => (err: unknown) => log.error({ err }, what);
  const save = (): Promise<void> => {
    places.save();
    const entries = history.takeUnsaved().filter(({ channel }) => {
      const place = places.find(channel);
      return place === undefined || kept.isKept(place);
    });
    return store.put(entries).catch(failed('The history of refusals could not be written'));
  };
  life.own(() => save());
  life.own(() => facts.flush());
  life.own(every(clock, quarterMs, () => void facts.flush()));
  life.own(every(clock, saveEveryMs, () => void save()));
  const forgetOld = async (): Promise<void> => {
    const beforeMs = clock.now() - kept.days() * dayMs;
    await facts.forgetBefore(beforeMs);
    await store.forgetBefore(beforeMs);
  };
  life.own(registries.jobs.run('guard.forget-old', forgetOld));
  registries.jobs
    .every({ id: 'guard.forget-old', kind: 'guard.forget-old', payload: null, everyMs: hourMs })
    .catch(failed('Old facts cannot be let go of'));
  life.own(
    settings.follow(({ name }) => {
      if (name !== 'guard.record') return;
      const direct = settings.readBoolean('guard.record', {})
        ? Promise.resolve(0)
        : facts.forgetSpace(noSpace);
      direct
        .then(() => forgetUnkept(kept, store))
        .catch(failed('What is not to be kept could not be forgotten'));
    }),
  );
}

async function forgetUnkept(kept: Kept, store: HistoryStore): Promise<void> {
  for (const { channel } of kept.places.all().filter((place) => !kept.isKept(place))) {
    await kept.facts.forgetChannel(channel);
    await store.forgetChannel(channel);
  }
}

function personalOf({ facts, history, places }: Kept, store: HistoryStore): PersonalHook {
  return {
    name: 'recordings',
    async tell({ actor }) {
      const recorded = await facts.countOf(actor);
      return recorded > 0 ? [{ count: recorded }] : [];
    },
    async erase({ actor }) {
      history.forget((entry) => entry.actor === actor);
      return (await facts.forgetActor(actor)) + (await store.forgetActor(actor));
    },
    async forget(space) {
      history.forget((entry) => entry.space === space);
      places.forget((place) => place.space === space);
      return (await facts.forgetSpace(space)) + (await store.forgetSpace(space));
    },
  };
}
