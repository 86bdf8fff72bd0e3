import { Alert, Loader } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type {
  ModuleBlock,
  ModulePageView,
  ModuleSaid,
} from '../../../src/dashboard/modules-wire.ts';
import type { Place } from '../app/router.ts';
import { ask } from '../data/api.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { Problem } from '../parts/problem.tsx';
import { ModuleButtons } from './module-buttons.tsx';
import { ModuleForm } from './module-form.tsx';
import { ModuleFacts, ModuleTable } from './module-table.tsx';
import type { SendAct } from './send-act.ts';
import './modules.css';

const isPage = (answer: unknown): answer is ModulePageView =>
  typeof answer === 'object' && answer !== null && 'blocks' in answer;
const isSaid = (answer: unknown): answer is ModuleSaid =>
  typeof answer === 'object' && answer !== null && 'said' in answer;

/** A page that a module describes and we draw: none of its code runs here. */
export const ModulePage = ({ place }: { place: PagePlace }) => (
  <Page key={`${place.module} ${place.name}`} {...place} />
);

type PagePlace = Extract<Place, { page: 'module-page' }>;

function Page({ module, name }: PagePlace) {
  const path = `/api/module-pages/${encodeURIComponent(module)}/${encodeURIComponent(name)}`;
  const [everyMs, setEveryMs] = useState(10_000);
  const { found, failure, look } = useLookedAt(path, isPage, everyMs);
  const [said, setSaid] = useState<string>();
  const refreshMs = found?.refreshMs ?? 10_000;
  useEffect(() => setEveryMs(refreshMs), [refreshMs]);
  useEffect(() => {
    if (found) document.title = `${found.title} · Castellan`;
  }, [found]);
  const send: SendAct = async (act, values) => {
    setSaid(undefined);
    const answer = await ask('POST', `${path}/${encodeURIComponent(act)}`, {
      ...{ body: { values }, is: isSaid },
    });
    setSaid(answer.said);
    look();
  };
  return (
    <main className="page module-page">
      <header className="page-head">
        <h1>{found?.title ?? name}</h1>
        <p>
          {found?.about} <span className="module-of">A page of the extension {module}.</span>
        </p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {said !== undefined && said !== '' && (
        <Said words={said} onClose={() => setSaid(undefined)} />
      )}
      {!found && failure === undefined && <Loader aria-label="Loading" />}
      {found?.blocks.map((block, at) => (
        <section key={`${block.kind} ${at}`} className="module-block" aria-label={block.title}>
          {block.title !== undefined && <h2>{block.title}</h2>}
          <Block block={block} send={send} />
        </section>
      ))}
    </main>
  );
}

const Said = ({ words, onClose }: { words: string; onClose: () => void }) => (
  <Alert
    role="status"
    color="green"
    variant="light"
    p="xs"
    mb="sm"
    withCloseButton
    closeButtonLabel="Hide"
    onClose={onClose}
    icon={<IconCheck size={18} aria-hidden="true" />}
  >
    {words}
  </Alert>
);

function Block({ block, send }: { block: ModuleBlock; send: SendAct }) {
  switch (block.kind) {
    case 'text':
      return <p className="module-text">{block.text}</p>;
    case 'facts':
      return <ModuleFacts facts={block.facts} />;
    case 'table':
      return <ModuleTable table={block} send={send} />;
    case 'form':
      return <ModuleForm form={block} send={send} />;
    case 'buttons':
      return <ModuleButtons buttons={block.buttons} send={send} />;
  }
}
