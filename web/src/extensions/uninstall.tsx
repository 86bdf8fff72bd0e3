import { Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeldEntry, KeptEntry } from '../../../src/dashboard/extensions-wire.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { Asked } from './act-buttons.tsx';
import type { Act } from './use-acts.ts';

interface UninstallProps {
  readonly held: HeldEntry;
  readonly act: Act;
  /** Who needs it. */
  readonly neededBy: readonly string[];
}

/** Takes an extension of the market out, and what it kept only where that is ticked. */
export function Uninstall({ held: { id }, act, neededBy }: UninstallProps) {
  const [purge, setPurge] = useState(false);
  return (
    <Asked
      word="Uninstall"
      name={id}
      Icon={IconTrash}
      effect={
        <>
          Its files go, and what it was allowed.
          {neededBy.length > 0 && ` ${neededBy.join(', ')} need it and will not load without it.`}
          <Kept id={id} />
          <Checkbox
            mt="sm"
            label="Remove what it kept, too. It does not come back."
            checked={purge}
            onChange={(event) => setPurge(event.currentTarget.checked)}
          />
        </>
      }
      onYes={() => act(`/api/market/${encodeURIComponent(id)}/uninstall`, { purge })}
    />
  );
}

const isKept = (answer: unknown): answer is KeptEntry =>
  typeof answer === 'object' && answer !== null && 'rows' in answer;

const lookEveryMs = 10_000;

function Kept({ id }: { id: string }) {
  const { found } = useLookedAt(`/api/market/${encodeURIComponent(id)}/kept`, isKept, lookEveryMs);
  if (!found) return null;
  const { rows, values, files, settings } = found;
  return (
    <span className="extension-kept">
      It has kept {rows} rows, {values} values and {files} files, and {settings} of its settings are
      set. All of that stays, unless you say otherwise.
    </span>
  );
}
