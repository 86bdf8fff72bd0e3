import { IconAlertOctagon, IconLock, IconShieldCheck } from '@tabler/icons-react';
import type { BackupEntry } from '../../../src/dashboard/backups-wire.ts';
import { dayAndTime } from '../text/words.ts';
import '../parts/outcome-mark.css';

const looks = {
  verified: { word: 'Verified', tone: 'good', Icon: IconShieldCheck },
  sealed: { word: 'Bytes right, sealed', tone: 'soft', Icon: IconLock },
  damaged: { word: 'Damaged', tone: 'bad', Icon: IconAlertOctagon },
} as const;

/** What the last look at the whole file has found, by word, shape and colour. */
export function ProofMark({ proof }: Pick<BackupEntry, 'proof'>) {
  const { word, tone, Icon } = looks[proof.state];
  return (
    <span className="outcome-mark" data-tone={tone} title={`Looked at ${dayAndTime(proof.atMs)}`}>
      <Icon size={15} stroke={2.2} aria-hidden="true" />
      {word}
    </span>
  );
}
