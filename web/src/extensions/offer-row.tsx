import { UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeldEntry, OfferEntry } from '../../../src/dashboard/extensions-wire.ts';
import { Problem } from '../parts/problem.tsx';
import { Plain } from './act-buttons.tsx';
import { Enable, Rollback } from './extension-acts.tsx';
import { StatusMark } from './extension-mark.tsx';
import { Uninstall } from './uninstall.tsx';
import { type Act, useActs } from './use-acts.ts';

interface RowProps {
  readonly offer: OfferEntry;
  readonly held: HeldEntry | undefined;
  readonly onChanged: () => void;
}

/** One offer: what it is, whom it comes from, and how far it is on its way to running here. */
export function OfferRow({ offer, held, onChanged }: RowProps) {
  const [open, setOpen] = useState(false);
  const { act, failure } = useActs(onChanged);
  const { id, title, version, description, status, author } = offer;
  return (
    <li className="extension-row">
      <div className="extension-name">
        <span>
          <strong>{title}</strong> {version}
        </span>
        <span className="extension-soft">
          {id}, by {author}
        </span>
        <span>{description}</span>
        <UnstyledButton
          className="extension-soft"
          aria-expanded={open}
          aria-label={`More about ${title}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Less' : 'More…'}
        </UnstyledButton>
      </div>
      <div className="extension-state">
        <StatusMark status={status} />
        <span className="extension-soft">{standing(held)}</span>
      </div>
      <OfferActs offer={offer} held={held} act={act} />
      {open && <Details offer={offer} />}
      {failure !== undefined && <Problem words={failure} />}
    </li>
  );
}

function standing(held: HeldEntry | undefined): string {
  if (!held) return 'not installed';
  const runs = held.enabled === undefined ? 'not enabled' : `${held.enabled} is enabled`;
  return held.staged === undefined ? runs : `${runs}, ${held.staged} waits`;
}

function OfferActs({ offer, held, act }: Omit<RowProps, 'onChanged'> & { readonly act: Act }) {
  return (
    <div className="extension-acts">
      {held?.staged !== undefined && <Enable name={offer.id} version={held.staged} act={act} />}
      {offer.status !== 'broken' && <Get offer={offer} held={held} act={act} />}
      {held?.previous !== undefined && <Rollback held={held} act={act} />}
      {held && <Uninstall held={held} act={act} neededBy={[]} />}
    </div>
  );
}

/** The way from the market to here, where there is one to go. */
function Get({ offer: { id, version }, held, act }: Parameters<typeof OfferActs>[0]) {
  const at = (what: string) => void act(`/api/market/${encodeURIComponent(id)}/${what}`);
  if (!held)
    return <Plain word="Install" name={id} Icon={IconDownload} onClick={() => at('install')} />;
  if ([held.enabled, held.staged].includes(version)) return null;
  return (
    <Plain
      word={`Update to ${version}`}
      name={id}
      Icon={IconArrowUp}
      onClick={() => at('update')}
    />
  );
}

function Details({ offer }: { offer: OfferEntry }) {
  const { details, category, licence, date, castellan, powers, sizeBytes, index, publisher } =
    offer;
  const facts: readonly (readonly [string, string])[] = [
    ['Category', category],
    ['Licence', licence],
    ['Date', date],
    ['Size', `${Math.ceil(sizeBytes / 1024)} kB`],
    ['Works with', castellan === undefined ? 'any Castellan' : `Castellan ${castellan}`],
    ['Asks to be allowed', powers.length === 0 ? 'nothing that it names' : powers.join(', ')],
    ['Index', index],
    ['Key of the publisher', publisher],
    ...(offer.homepage === undefined ? [] : [['Page', offer.homepage] as const]),
  ];
  return (
    <>
      {details !== undefined && <p className="market-details">{details}</p>}
      <dl className="extension-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
