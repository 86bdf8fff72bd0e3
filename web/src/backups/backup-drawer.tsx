import { Drawer } from '@mantine/core';
import type { BackupEntry } from '../../../src/dashboard/backups-wire.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { IconArchiveOff } from '@tabler/icons-react';
import { counted, dayAndTime, span } from '../text/words.ts';
import { ProofMark } from './proof-mark.tsx';
import { sizeWords } from './sizes.ts';

interface BackupDrawerProps {
  /** Undefined: closed. */
  readonly id: string | undefined;
  readonly backups: readonly BackupEntry[];
  readonly onClose: () => void;
}

/** Everything about one backup, beside the page. */
export function BackupDrawer({ id, backups, onClose }: BackupDrawerProps) {
  const backup = backups.find((one) => one.id === id);
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={480}
      title={backup ? `${backup.type} of ${dayAndTime(backup.createdAtMs)}` : 'Backup'}
      closeButtonProps={{ 'aria-label': 'Close the backup' }}
    >
      {backup ? <Facts backup={backup} /> : <Gone />}
    </Drawer>
  );
}

const Gone = () => (
  <EmptyState icon={<IconArchiveOff />} title="It is not there any more">
    <p>It was deleted, or the limits took it away.</p>
  </EmptyState>
);

function Facts({ backup }: { backup: BackupEntry }) {
  const { certificate, copies = [] } = backup;
  const engine = backup.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const packed = backup.compression === 'none' ? 'not compressed' : backup.compression;
  return (
    <dl className="backup-facts">
      <Fact name="Name" value={<code>{backup.id}</code>} />
      <Fact name="Checked" value={<ProofMark proof={backup.proof} />} />
      <Fact name="At" value={dayAndTime(backup.proof.atMs)} />
      {backup.proof.state === 'damaged' && <Fact name="Damage" value={backup.proof.damage} />}
      <Fact
        name="Restore proven"
        value={
          certificate
            ? `${dayAndTime(certificate.atMs)}: ${certificate.rows.toLocaleString()} rows in ${counted(certificate.tables, 'table')}, ${span(certificate.tookMs)}`
            : 'not yet'
        }
      />
      <Fact
        name="Size"
        value={`${sizeWords(backup.bytes)} of ${sizeWords(backup.plainBytes)}, ${packed}${backup.encrypted ? ', encrypted' : ''}`}
      />
      <Fact
        name="Holds"
        value={`${backup.rows.toLocaleString()} rows in ${counted(backup.tables, 'table')} of ${engine}`}
      />
      <Fact name="Made by" value={`${backup.author}, version ${backup.product}`} />
      {copies.length > 0 && <Fact name="Also kept in" value={copies.join(', ')} />}
      {backup.label !== undefined && <Fact name="Label" value={backup.label} />}
      {backup.note !== undefined && <Fact name="Note" value={backup.note} />}
      <Fact name="SHA-256" value={<code>{backup.sha256}</code>} />
    </dl>
  );
}

const Fact = ({ name, value }: { name: string; value: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
