import { Button } from '@mantine/core';
import type { IconPower } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';

interface PlainProps {
  readonly word: string;
  readonly name: string;
  readonly Icon: typeof IconPower;
  readonly onClick: () => void;
  readonly variant?: string;
}

export const Plain = ({ word, name, Icon, onClick, variant = 'default' }: PlainProps) => (
  <Button
    variant={variant}
    size="compact-sm"
    aria-label={`${word} ${name}`}
    leftSection={<Icon size={16} aria-hidden="true" />}
    onClick={onClick}
  >
    {word}
  </Button>
);

interface AskedProps extends Omit<PlainProps, 'onClick'> {
  readonly effect: React.ReactNode;
  readonly onYes: () => Promise<void>;
}

export function Asked({ effect, onYes, ...button }: AskedProps) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Plain {...button} onClick={() => setAsked(true)} />
      <ConfirmDialog
        opened={asked}
        title={`${button.word} ${button.name}?`}
        effect={effect}
        yes={`${button.word} it`}
        onYes={onYes}
        onClose={() => setAsked(false)}
      />
    </>
  );
}
