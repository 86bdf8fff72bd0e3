import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCertificate,
  IconDots,
  IconDownload,
  IconHistoryToggle,
  IconNote,
  IconPin,
  IconPinnedOff,
  IconShieldCheck,
  IconTestPipe,
  IconTrash,
} from '@tabler/icons-react';
import type { BackupEntry } from '../../../src/dashboard/backups-wire.ts';
import { linkTo } from '../app/router.ts';
import { dayAndTime, span } from '../text/words.ts';
import { ProofMark } from './proof-mark.tsx';
import { sizeWords } from './sizes.ts';

export type RowAct = 'verify' | 'drill' | 'pin' | 'note' | 'restore' | 'delete';

interface BackupListProps {
  readonly backups: readonly BackupEntry[];
  readonly open: string | undefined;
  readonly nowMs: number;
  readonly busy: boolean;
  readonly onAct: (act: RowAct, backup: BackupEntry) => void;
}

/** All of them, newest first. */
export function BackupList({ backups, ...rest }: BackupListProps) {
  const most = Math.max(1, ...backups.map(({ bytes }) => bytes));
  return (
    <ul className="backup-list" aria-label="Backups">
      {backups.map((backup) => (
        <Row key={backup.id} backup={backup} share={backup.bytes / most} {...rest} />
      ))}
    </ul>
  );
}

type RowProps = Omit<BackupListProps, 'backups'> & {
  readonly backup: BackupEntry;
  readonly share: number;
};

function Row({ backup, share, open, nowMs, busy, onAct }: RowProps) {
  const { id, type, createdAtMs, pinned, label, note, certificate } = backup;
  return (
    <li className="backup-row" aria-label={id} data-open={open === id || undefined}>
      <div className="backup-what">
        <a {...linkTo(`/backups/${id}`)}>
          <strong>{type}</strong> {dayAndTime(createdAtMs)}
        </a>
        <span>
          {span(nowMs - createdAtMs)} ago
          {label !== undefined && <em>{label}</em>}
          {pinned && (
            <span className="backup-pinned">
              <IconPin size={13} aria-hidden="true" /> pinned
            </span>
          )}
        </span>
        {note !== undefined && note !== '' && <q>{note}</q>}
      </div>
      <div className="backup-size">
        {sizeWords(backup.bytes)}
        <span style={{ '--share': share }} aria-hidden="true" />
      </div>
      <div className="backup-proof">
        <ProofMark proof={backup.proof} />
        {certificate && (
          <span title={dayAndTime(certificate.atMs)}>
            <IconCertificate size={14} aria-hidden="true" /> restore proven
          </span>
        )}
      </div>
      <RowMenu backup={backup} busy={busy} onAct={onAct} />
    </li>
  );
}

function RowMenu({ backup, busy, onAct }: Pick<RowProps, 'backup' | 'busy' | 'onAct'>) {
  const { id, pinned } = backup;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={`What can be done with ${id}`}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconShieldCheck size={16} />}
          disabled={busy}
          onClick={() => onAct('verify', backup)}
        >
          Verify
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTestPipe size={16} />}
          disabled={busy}
          onClick={() => onAct('drill', backup)}
        >
          Try a restore out
        </Menu.Item>
        <Menu.Item
          leftSection={<IconHistoryToggle size={16} />}
          disabled={busy}
          onClick={() => onAct('restore', backup)}
        >
          Restore…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={pinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />}
          onClick={() => onAct('pin', backup)}
        >
          {pinned ? 'Unpin' : 'Pin'}
        </Menu.Item>
        <Menu.Item leftSection={<IconNote size={16} />} onClick={() => onAct('note', backup)}>
          Note…
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`/api/backups/${encodeURIComponent(id)}/file`}
          leftSection={<IconDownload size={16} />}
        >
          Download
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          disabled={busy || pinned}
          onClick={() => onAct('delete', backup)}
        >
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
