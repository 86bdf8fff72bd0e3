import { Code, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type {
  ExtensionEntry,
  ExtensionLinkEntry,
  ExtensionProblemEntry,
  HeldEntry,
} from '../../../src/dashboard/extensions-wire.ts';
import { Problem } from '../parts/problem.tsx';
import { duration, exactTime } from '../text/words.ts';
import { ExtensionActs } from './extension-acts.tsx';
import { Powers } from './consent.tsx';
import {
  ExtensionLog,
  processInWords,
  resourcesInWords,
  rightsInWords,
} from './extension-more.tsx';
import { ExtensionMark } from './extension-mark.tsx';
import { useActs } from './use-acts.ts';

interface RowProps {
  readonly extension: ExtensionEntry;
  readonly all: readonly ExtensionEntry[];
  readonly held: HeldEntry | undefined;
  readonly onChanged: () => void;
}

const origins = {
  'built-in': 'built in',
  given: 'given by the program',
  folder: 'a folder',
  file: 'a single file',
  package: 'an npm package',
} as const satisfies Record<ExtensionEntry['origin'], string>;

/** One extension: what it is, how it stands, what it has to do with others, and what can be done. */
export function ExtensionRow({ extension, all, held, onChanged }: RowProps) {
  const { name, version, description, problem, now } = extension;
  const { act, failure } = useActs(onChanged);
  const [shows, setShows] = useState(false);
  return (
    <li className="extension-row" data-trouble={problem !== undefined || undefined}>
      <div className="extension-name">
        <span>
          <strong>{name}</strong> {version}
        </span>
        {description !== undefined && <span className="extension-soft">{description}</span>}
      </div>
      <div className="extension-state">
        <ExtensionMark of={extension} />
        {now.state === 'running' && (
          <span className="extension-soft">
            loaded in {duration(now.tookMs * 1000)}, at {exactTime(now.sinceMs)}
          </span>
        )}
      </div>
      <ExtensionActs extension={extension} held={held} neededBy={neededBy(name, all)} act={act} />
      {extension.asks && (
        <p className="extension-asks">
          <Powers lead="It waits to be allowed, for it:" powers={extension.asks} />
        </p>
      )}
      <Facts extension={extension} all={all} held={held} />
      {problem && <Where problem={problem} />}
      {failure !== undefined && <Problem words={failure} />}
      <UnstyledButton
        className="extension-soft extension-log-turn"
        aria-expanded={shows}
        aria-label={`Log of ${name}`}
        onClick={() => setShows(!shows)}
      >
        {shows ? 'Hide its log' : 'Its log…'}
      </UnstyledButton>
      {shows && <ExtensionLog name={name} />}
    </li>
  );
}

const neededBy = (name: string, all: readonly ExtensionEntry[]): readonly string[] =>
  all.filter((one) => one.needs.some((link) => link.name === name)).map((one) => one.name);

/** Where in its sources it went wrong. */
function Where({
  problem: { message, file, line, column, cause },
}: {
  problem: ExtensionProblemEntry;
}) {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return (
    <p className="extension-problem">
      {place !== '' && <Code>{place}</Code>} {message}
      {cause !== undefined && ` (${cause})`}
    </p>
  );
}

function Facts({ extension, all, held }: Omit<RowProps, 'onChanged'>) {
  const { author, origin, place, commands, needs, conflicts, cycle } = extension;
  const needy = neededBy(extension.name, all);
  return (
    <dl className="extension-facts">
      <Fact name="From">
        {held ? 'the market' : origins[origin]}
        {author !== undefined && `, by ${author}`}
        {place !== undefined && <Code>{place}</Code>}
      </Fact>
      <Told name="Rights" words={rightsInWords(extension)} />
      <Told name="Its process" words={processInWords(extension)} />
      <Told name="Has" words={resourcesInWords(extension)} />
      {commands.length > 0 && <Fact name="Commands">{commands.join(', ')}</Fact>}
      {needs.length > 0 && (
        <Fact name="Needs">
          <Links links={needs} />
        </Fact>
      )}
      {conflicts.length > 0 && (
        <Fact name="Conflicts with">
          <Links links={conflicts} />
        </Fact>
      )}
      {needy.length > 0 && <Fact name="Needed by">{needy.join(', ')}</Fact>}
      {cycle && <Fact name="Leads back to itself">{cycle.join(' → ')}</Fact>}
      {held && <Versions held={held} />}
    </dl>
  );
}

const Versions = ({ held: { previous, staged } }: { held: HeldEntry }) => (
  <>
    {previous !== undefined && <Fact name="Version before">{previous}</Fact>}
    {staged !== undefined && <Fact name="Waits to be enabled">{staged}</Fact>}
  </>
);

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Told = ({ name, words }: { name: string; words: string }) =>
  words === '' ? null : <Fact name={name}>{words}</Fact>;

const states = {
  met: '',
  missing: ', which is not loaded',
  unmet: ', and another version is there',
  conflict: ', which is loaded',
} as const satisfies Record<ExtensionLinkEntry['state'], string>;

const Links = ({ links }: { links: readonly ExtensionLinkEntry[] }) => (
  <ul className="extension-links">
    {links.map(({ name, range, state, found }) => (
      <li key={name} data-trouble={state !== 'met' || undefined}>
        {name} <Code>{range}</Code>
        {states[state]}
        {state !== 'met' && found !== undefined && ` (${found})`}
      </li>
    ))}
  </ul>
);
