import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ConnectionView } from '../../../src/dashboard/wire.ts';
import { CountdownPill } from '../parts/countdown-pill.tsx';
import { PlatformMark, platformWord } from '../parts/platform-mark.tsx';
import { StatusLight } from '../parts/status-light.tsx';
import { dayAndTime } from '../text/words.ts';

interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly onReconnect: () => void;
}

export function ConnectionCard({ connection, onReconnect }: ConnectionCardProps) {
  const { link, warnings } = connection;
  return (
    <article
      className="connection-card"
      id={connection.connection}
      aria-label={connection.connection}
    >
      <header>
        <PlatformMark platform={connection.platform} size={20} />
        <h2>{connection.connection}</h2>
        <StatusLight state={link.state} />
      </header>
      <LinkWords connection={connection} />
      <Facts connection={connection} />
      {warnings.length > 0 && (
        <ul className="connection-warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>
              <IconAlertTriangle size={17} aria-label="Warning" />
              <span>{warning}</span>
            </li>
          ))}
        </ul>
      )}
      {connection.platform !== 'console' && (
        <footer>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={onReconnect}
          >
            Reconnect now
          </Button>
        </footer>
      )}
    </article>
  );
}

/** What the state means, in words. */
function LinkWords({ connection: { link } }: { connection: ConnectionView }) {
  switch (link.state) {
    case 'online':
      return <p className="connection-words">Connected since {dayAndTime(link.sinceMs)}.</p>;
    case 'connecting':
      return <p className="connection-words">Attempt {link.attempt} is under way.</p>;
    case 'waiting':
      return (
        <div className="connection-words" data-trouble>
          <p>{link.problem}</p>
          <CountdownPill
            untilMs={link.retryAtMs}
            before={`Attempt ${link.attempt + 1} in`}
            due="Trying again"
          />
        </div>
      );
    case 'stopped':
      return (
        <p className="connection-words" data-trouble={link.problem !== undefined || undefined}>
          {link.problem ?? 'It was stopped and does not try again by itself.'}
        </p>
      );
  }
}

function Facts({ connection }: { connection: ConnectionView }) {
  const { latencyMs, self, server, spaces, members, platform } = connection;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Network', platformWord(platform)],
    ['Server', <code key="server">{server}</code>],
    ['Known as', self ?? 'not logged in'],
    ['Latency', latencyMs === undefined ? 'not measured' : `${Math.round(latencyMs)} ms`],
    ['Spaces', spaces],
    ['Members', members],
  ];
  return (
    <dl className="connection-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
