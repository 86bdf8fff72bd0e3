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

type MenuProps = Pick<RowProps, 'backup' | 'busy' | 'onAct'>;

const RowMenu = (props: MenuProps) => (
  <Menu position="bottom-end" withinPortal>
    <Menu.Target>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={`What can be done with ${props.backup.id}`}
      >
        <IconDots size={17} />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      <Proving {...props} />
      <Menu.Divider />
      <Keeping {...props} />
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={16} />}
        disabled={props.busy || props.backup.pinned}
        onClick={() => props.onAct('delete', props.backup)}
      >
        Delete…
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
);

const proving = [
  { act: 'verify', name: 'Verify', Icon: IconShieldCheck },
  { act: 'drill', name: 'Try a restore out', Icon: IconTestPipe },
  { act: 'restore', name: 'Restore…', Icon: IconHistoryToggle },
] as const;

const Proving = ({ backup, busy, onAct }: MenuProps) =>
  proving.map(({ act, name, Icon }) => (
    <Menu.Item
      key={act}
      leftSection={<Icon size={16} />}
      disabled={busy}
      onClick={() => onAct(act, backup)}
    >
      {name}
    </Menu.Item>
  ));

const Keeping = ({ backup, onAct }: MenuProps) => (
  <>
    <Menu.Item
      leftSection={backup.pinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />}
      onClick={() => onAct('pin', backup)}
    >
      {backup.pinned ? 'Unpin' : 'Pin'}
    </Menu.Item>
    <Menu.Item leftSection={<IconNote size={16} />} onClick={() => onAct('note', backup)}>
      Note…
    </Menu.Item>
    <Menu.Item
      component="a"
      href={`/api/backups/${encodeURIComponent(backup.id)}/file`}
      leftSection={<IconDownload size={16} />}
    >
      Download
    </Menu.Item>
  </>
);
