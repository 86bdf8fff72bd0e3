import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackupBoard, BackupsNow } from '../../../src/dashboard/backups-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { whileInSight } from '../data/while-in-sight.ts';

/** While something runs its progress is looked at often, else seldom. */
const busyLookMs = 700;
const idleLookMs = 5000;

const isBoard = (answer: unknown): answer is BackupBoard =>
  typeof answer === 'object' && answer !== null && 'goesNext' in answer;
const isNow = (answer: unknown): answer is BackupsNow =>
  typeof answer === 'object' && answer !== null;

export interface BackupsState {
  readonly board: BackupBoard | undefined;
  readonly now: BackupsNow;
  readonly failure: string | undefined;
  /** Looks at everything again. */
  readonly look: () => void;
}

/** The backups as the server has them, and what is done with them now. */
export function useBackups(): BackupsState {
  const [board, setBoard] = useState<BackupBoard>();
  const [now, setNow] = useState<BackupsNow>({});
  const [failure, setFailure] = useState<string>();
  const look = useCallback(() => {
    ask('GET', '/api/backups', { is: isBoard }).then(
      (found) => {
        setBoard(found);
        setNow(found.now);
        setFailure(undefined);
      },
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, []);
  const busy = now.activity !== undefined;
  const wasBusy = useRef(false);
  useEffect(look, [look]);
  useEffect(() => {
    // What has just ended has changed the list.
    if (wasBusy.current && !busy) look();
    wasBusy.current = busy;
    return whileInSight(
      () => {
        if (busy) ask('GET', '/api/backups/now', { is: isNow }).then(setNow, () => undefined);
        else look();
      },
      busy ? busyLookMs : idleLookMs,
    );
  }, [busy, look]);
  return { board, now, failure, look };
}
