import {
  IconArrowBackUp,
  IconCircleCheck,
  IconPlayerPlay,
  IconPower,
  IconRefresh,
} from '@tabler/icons-react';
import type { ExtensionEntry, HeldEntry } from '../../../src/dashboard/extensions-wire.ts';
import { Consent } from './consent.tsx';
import { Asked, Plain } from './act-buttons.tsx';
import { Uninstall } from './uninstall.tsx';
import type { Act } from './use-acts.ts';

interface ActsProps {
  readonly extension: ExtensionEntry;
  readonly held: HeldEntry | undefined;
  readonly neededBy: readonly string[];
  readonly act: Act;
}

/** What can be done about an extension as it stands. */
export function ExtensionActs({ extension, held, neededBy, act }: ActsProps) {
  const { name, now, origin } = extension;
  const at = (what: string) => `/api/extensions/${encodeURIComponent(name)}/${what}`;
  const runs = now.state === 'running';
  return (
    <div className="extension-acts">
      {held?.staged !== undefined && <Enable name={name} version={held.staged} act={act} />}
      {!runs && now.state !== 'blacklisted' && (
        <Plain word="Load" name={name} Icon={IconPlayerPlay} onClick={() => void act(at('load'))} />
      )}
      {runs && (
        <Plain
          word="Reload"
          name={name}
          Icon={IconRefresh}
          onClick={() => void act(at('reload'))}
        />
      )}
      {held?.previous !== undefined && <Rollback held={held} act={act} />}
      <Consent extension={extension} act={act} />
      {runs && origin !== 'built-in' && origin !== 'given' && (
        <Asked
          word="Unload"
          name={name}
          Icon={IconPower}
          effect={`Its ${extension.commands.length} commands, its listeners and its jobs are gone until it is loaded again, also after a restart. What it has kept stays.`}
          onYes={() => act(at('unload'))}
        />
      )}
      {held && <Uninstall held={held} act={act} neededBy={neededBy} />}
    </div>
  );
}

interface EnableProps {
  readonly name: string;
  readonly version: string;
  readonly act: Act;
}

/** The second step: only now does any of its code run. */
export const Enable = ({ name, version, act }: EnableProps) => (
  <Asked
    word="Enable"
    name={name}
    variant="filled"
    Icon={IconCircleCheck}
    effect={`From now on the code of ${name} ${version} runs here. If it cannot be loaded, what runs now goes on.`}
    onYes={() => act(`/api/market/${encodeURIComponent(name)}/enable`)}
  />
);

/** One click back to the version before. */
export const Rollback = ({ held, act }: { held: HeldEntry; act: Act }) => (
  <Plain
    word={`Back to ${held.previous ?? ''}`}
    name={held.id}
    Icon={IconArrowBackUp}
    onClick={() => void act(`/api/market/${encodeURIComponent(held.id)}/rollback`)}
  />
);
