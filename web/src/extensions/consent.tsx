import { IconShieldCheck, IconShieldOff, IconShieldStar } from '@tabler/icons-react';
import type { ExtensionEntry } from '../../../src/dashboard/extensions-wire.ts';
import { Asked } from './act-buttons.tsx';
import type { Act } from './use-acts.ts';

interface ConsentProps {
  readonly extension: ExtensionEntry;
  readonly act: Act;
}

/** What the owner decides about an extension's rights, each told in words before it is done. */
export function Consent({ extension: { name, rights, asks }, act }: ConsentProps) {
  if (!rights) return null;
  const at = (what: string) => () => act(`/api/extensions/${encodeURIComponent(name)}/${what}`);
  const hasPowers = rights.kind === 'guest' && rights.powers.length > 0 && !asks;
  return (
    <>
      {asks && (
        <Asked
          word="Allow"
          name={name}
          variant="filled"
          Icon={IconShieldCheck}
          effect={
            <Powers lead="It runs in a process of its own, and in addition it:" powers={asks} />
          }
          onYes={at('allow')}
        />
      )}
      {rights.kind === 'guest' && (
        <Asked
          word="Trust"
          name={name}
          Icon={IconShieldStar}
          effect="It runs inside Castellan with all its rights: every file, every secret, every community. Nothing holds it back, and nothing that it does can be told from what Castellan does. Do this only for code that you have read."
          onYes={at('trust')}
        />
      )}
      {(rights.kind === 'trusted' || hasPowers) && (
        <Asked
          word="Revoke"
          name={name}
          Icon={IconShieldOff}
          effect="Its trust and its powers are taken back. It stops at once, and goes on as a guest where it needs no leave; else it waits until you allow it again."
          onYes={at('revoke')}
        />
      )}
    </>
  );
}

export const Powers = ({ lead, powers }: { lead: string; powers: readonly string[] }) => (
  <span className="extension-powers">
    {lead}
    <span role="list">
      {powers.map((power) => (
        <span role="listitem" key={power}>
          {power}
        </span>
      ))}
    </span>
  </span>
);
