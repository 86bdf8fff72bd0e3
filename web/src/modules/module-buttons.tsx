import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ModuleButton } from '../../../src/dashboard/modules-wire.ts';
import { wordsOf } from '../data/api.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import type { SendAct } from './send-act.ts';

interface ButtonsProps {
  readonly buttons: readonly ModuleButton[];
  readonly send: SendAct;
  readonly small?: boolean;
}

export function ModuleButtons({ buttons, send, small = false }: ButtonsProps) {
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [asked, setAsked] = useState<ModuleButton>();
  const press = async ({ act, label, values = {} }: ModuleButton) => {
    setBusy(label);
    setFailure(undefined);
    try {
      await send(act, values);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <div className="module-buttons">
      {buttons.map((one) => (
        <Button
          key={`${one.act} ${one.label}`}
          size={small ? 'compact-xs' : 'sm'}
          variant={one.danger === true ? 'outline' : 'default'}
          {...(one.danger === true && { color: 'red' })}
          loading={busy === one.label}
          onClick={() => (one.sure === undefined ? void press(one) : setAsked(one))}
        >
          {one.label}
        </Button>
      ))}
      {failure !== undefined && <Problem words={failure} />}
      <ConfirmDialog
        opened={asked !== undefined}
        title={asked?.label ?? ''}
        effect={asked?.sure}
        yes={asked?.label ?? ''}
        onYes={async () => {
          if (asked) await send(asked.act, asked.values ?? {});
        }}
        onClose={() => setAsked(undefined)}
      />
    </div>
  );
}
