import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { Code } from '@mantine/core';
import type { ConnectionView } from '../../../src/dashboard/wire.ts';
import { tell } from '../data/api.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { counted } from '../text/words.ts';
import { ConnectionCard } from './connection-card.tsx';
import './connections.css';

export function ConnectionsPage() {
  const connections = useStore(live, (state) => state.connections);
  const [asked, setAsked] = useState<ConnectionView>();
  const [opened, setOpened] = useState(false);
  const reconnect = (connection: ConnectionView) => {
    setAsked(connection);
    setOpened(true);
  };
  return (
    <main className="page connections">
      <header className="page-head">
        <h1>Connections</h1>
        <p>Each is one account on one network. They come from the configuration.</p>
      </header>
      {connections.length === 0 && <NoConnections />}
      <div className="connection-cards">
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.connection}
            connection={connection}
            onReconnect={() => reconnect(connection)}
          />
        ))}
      </div>
      <ConfirmDialog
        opened={opened}
        title={`Reconnect ${asked?.connection ?? ''} now?`}
        effect={asked && effectOf(asked)}
        yes="Reconnect now"
        onYes={() => tell('POST', `/api/connections/${asked?.connection ?? ''}/reconnect`)}
        onClose={() => setOpened(false)}
      />
    </main>
  );
}

const NoConnections = () => (
  <EmptyState icon={<IconPlugConnected />} title="No connections yet">
    <p>
      Castellan joins the networks that stand under <Code>connections</Code> in{' '}
      <Code>castellan.yaml</Code>. <Code>castellan init</Code> asks a few questions and writes them.
    </p>
  </EmptyState>
);

function effectOf({ link, spaces, members, connection, platform }: ConnectionView): string {
  if (link.state !== 'online') {
    return `Castellan tries ${connection} again at once instead of waiting. Nobody notices: it is not connected now.`;
  }
  return (
    `Castellan leaves ${connection} and comes back, which takes some seconds. Until then nobody in its ` +
    `${counted(spaces, 'space')} (${counted(members, 'member')}) is answered or guarded` +
    (platform === 'irc' ? ', and everybody there sees it quit and join.' : '.')
  );
}
