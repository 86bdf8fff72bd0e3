import { Loader, Select } from '@mantine/core';
import { IconBrain } from '@tabler/icons-react';
import type { AiBoardEntry } from '../../../src/dashboard/ai-wire.ts';
import { linkTo } from '../app/router.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { CostChart } from './cost-chart.tsx';
import { Numbers } from './numbers.tsx';
import { QualityTable } from './quality-table.tsx';
import { TryPanel } from './try-panel.tsx';
import { useAi } from './use-ai.ts';
import { VerdictList } from './verdict-list.tsx';
import './ai.css';

/** How models do in a community: quality, cost, what they said lately. */
export function AiPage() {
  const { view, failure, choose } = useAi();
  return (
    <main className="page ai-page">
      <header className="page-head">
        <h1>AI board</h1>
        <p>What models say of messages, how often they are right, and what that costs.</p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {!view && failure === undefined && <Loader aria-label="Loading the board" />}
      {view && view.places.length > 0 && (
        <Select
          label="Community"
          className="ai-place"
          data={view.places.map(({ community, name }) => ({ value: community, label: name }))}
          value={view.community ?? null}
          onChange={(value) => value !== null && choose(value)}
          allowDeselect={false}
        />
      )}
      {view?.community !== undefined && view.board && (
        <Board key={view.community} {...{ community: view.community, board: view.board }} />
      )}
      {view && view.community === undefined && <Nowhere />}
    </main>
  );
}

function Board({ community, board }: { community: string; board: AiBoardEntry }) {
  const { status, spending, quality, latest } = board;
  if (status.host === '') return <NoModel />;
  return (
    <>
      <Numbers board={board} />
      <div className="ai-split">
        <section className="ai-panel" aria-label="Last verdicts">
          <h2>Last verdicts</h2>
          <VerdictList verdicts={latest} />
        </section>
        <aside className="ai-stack">
          <section className="ai-panel" aria-label="Try a text">
            <h2>Try a text</h2>
            <TryPanel community={community} />
          </section>
          <section className="ai-panel" aria-label="Right or wrong">
            <h2>Right or wrong, as people decided</h2>
            <QualityTable quality={quality} />
          </section>
          <section className="ai-panel" aria-label="Cost by day">
            <h2>Cost by day</h2>
            <CostChart days={spending.days} most={spending.tokensADay} />
          </section>
        </aside>
      </div>
    </>
  );
}

const NoModel = () => (
  <EmptyState icon={<IconBrain />} title="No model is set here">
    <p>
      Set <code>ai.url</code>, <code>ai.model</code> and, where it takes one, <code>ai.key</code> on
      the <a {...linkTo('/settings')}>Settings</a> page; any OpenAI-compatible server will do, also
      one of your own. Then say <code>ai-mod on</code> in the community: people there are told
      first, and a person decides about everything unless you want otherwise.
    </p>
  </EmptyState>
);

const Nowhere = () => (
  <EmptyState icon={<IconBrain />} title="The bot is in no community yet">
    <p>Models look at messages of a Discord server or an IRC channel. Connect the bot to one.</p>
  </EmptyState>
);
