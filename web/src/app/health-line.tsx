import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { StatusLight, stateWord } from '../parts/status-light.tsx';
import { linkTo } from './router.ts';
import './health-line.css';

/** How each connection stands, on every page. */
export function HealthLine() {
  const connections = useStore(live, (state) => state.connections);
  const online = connections.filter(({ link }) => link.state === 'online').length;
  const worst = connections.find(({ link }) => link.state !== 'online')?.link.state ?? 'online';
  if (connections.length === 0) return <span className="health" />;
  return (
    <a
      className="health"
      aria-label={`Connections: ${online} of ${connections.length} online`}
      {...linkTo('/connections')}
    >
      <span className="health-each">
        {connections.map(({ connection, link }) => (
          <span key={connection} className="health-one">
            <StatusLight state={link.state} bare />
            {connection}
            {link.state !== 'online' && (
              <span className="health-word" aria-hidden="true">
                {stateWord(link.state).toLowerCase()}
              </span>
            )}
          </span>
        ))}
      </span>
      <span className="health-sum">
        <StatusLight state={worst} bare />
        {online} of {connections.length} online
      </span>
    </a>
  );
}
