import { Anchor } from '@mantine/core';
import type { HealthView } from '../../../src/dashboard/health-wire.ts';
import { linkTo } from '../app/router.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { HealthMark } from '../health/health-mark.tsx';
import { StatusLight } from '../parts/status-light.tsx';
import { span } from '../text/words.ts';
import { ModuleCards } from './module-cards.tsx';
import './overview.css';

const isHealth = (answer: unknown): answer is HealthView =>
  typeof answer === 'object' && answer !== null && 'parts' in answer;

/** How everything is, at a glance, and where to look for more. */
export function OverviewPage() {
  return (
    <main className="page overview">
      <header className="page-head">
        <h1>Overview</h1>
        <p>How everything is, at a glance. Each card leads to where more is told.</p>
      </header>
      <div className="overview-cards">
        <Health />
        <Connections />
        <Work />
      </div>
      <ModuleCards />
    </main>
  );
}

function Health() {
  const { found } = useLookedAt('/api/health', isHealth, 10_000);
  const trouble = found?.parts.filter(({ state }) => state !== 'ok') ?? [];
  return (
    <article className="overview-card" aria-label="Health">
      <h3>Health</h3>
      {found && <HealthMark state={found.state} />}
      {found && trouble.length === 0 && <p>Nothing asks for anybody.</p>}
      {trouble.slice(0, 3).map(({ name, title, text }) => (
        <p key={name}>
          <b>{title}</b>: {text}
        </p>
      ))}
      <footer>
        {found ? `up ${span(found.vitals.upMs)}` : ''}
        <Anchor {...linkTo('/health')}>Show all</Anchor>
      </footer>
    </article>
  );
}

function Connections() {
  const connections = useStore(live, (state) => state.connections);
  return (
    <article className="overview-card" aria-label="Connections">
      <h3>Connections</h3>
      {connections.length === 0 && <p>None is set up.</p>}
      <dl>
        {connections.map(({ connection, link }) => (
          <div key={connection}>
            <dt>{connection}</dt>
            <dd>
              <StatusLight state={link.state} />
            </dd>
          </div>
        ))}
      </dl>
      <footer>
        {connections.filter(({ link }) => link.state === 'online').length} online
        <Anchor {...linkTo('/connections')}>Show all</Anchor>
      </footer>
    </article>
  );
}

/** What went through since the start. */
function Work() {
  const { found } = useLookedAt('/api/health', isHealth, 10_000);
  const rows: readonly (readonly [string, number | undefined])[] = [
    ['Messages', found?.vitals.messages],
    ['Commands', found?.vitals.commands],
    ['… that failed', found?.vitals.errors],
  ];
  return (
    <article className="overview-card" aria-label="Since the start">
      <h3>Since the start</h3>
      <dl>
        {rows.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count?.toLocaleString() ?? '…'}</dd>
          </div>
        ))}
      </dl>
      <footer>
        <span />
        <Anchor {...linkTo('/live')}>Show live</Anchor>
      </footer>
    </article>
  );
}
