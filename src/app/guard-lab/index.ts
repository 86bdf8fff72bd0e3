/**
 * The guard's lab, put together: what is recorded at the gate, what commands and the board ask of it. The judging
 * itself is in guard/, the replays in replay/.
 */
import type { GuardLab } from '../../core/commands/guard-lab.ts';
import type { GuardBoardPort } from '../../dashboard/index.ts';
import type { Guard } from '../../guard/index.ts';
import type { Database } from '../../storage/index.ts';
import type { Cooldowns } from '../cooldowns.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { guardBoard } from './board.ts';
import { guardLab } from './lab.ts';
import { type Recording, openRecording } from './recording.ts';
import { Replays } from './replays.ts';
import { GuardWatch } from './watch.ts';

export interface OpenLab {
  readonly watch: GuardWatch;
  readonly lab: GuardLab;
  readonly board: GuardBoardPort;
  readonly recording: Recording;
}

interface Parts {
  readonly guard: Guard;
  readonly cooldowns: Cooldowns;
  readonly registries: Registries;
  readonly database: Database;
}

/** Begins to look on at the guard. */
export async function openLab(surroundings: Surroundings, parts: Parts): Promise<OpenLab> {
  const { guard, cooldowns, registries } = parts;
  const { clock, random } = surroundings;
  const { settings, traces } = registries.ports;
  const recording = await openRecording({ ...surroundings, ...parts });
  const replays = new Replays({ recording, settings, cooldowns, clock, random });
  const watch = new GuardWatch({ guard, clock, ...recording });
  registries.metrics.watch(
    'castellan_guard_facts_waiting',
    'Recorded facts that are not written yet',
    () => recording.recorder.waiting,
  );
  registries.metrics.watch(
    'castellan_guard_facts_dropped',
    'Facts that were given up because they could not be written',
    () => recording.recorder.dropped,
  );
  const shared = { ...{ guard, cooldowns, recording, replays, settings, clock }, traces };
  return { watch, recording, lab: guardLab(shared), board: guardBoard(shared) };
}
