import { Anchor } from '@mantine/core';
import type { ModuleCardView } from '../../../src/dashboard/modules-wire.ts';
import { linkTo, modulePagePath } from '../app/router.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { Problem } from '../parts/problem.tsx';
import { exactTime } from '../text/words.ts';

const lookEveryMs = 3000;

const isList = (answer: unknown): answer is readonly ModuleCardView[] => Array.isArray(answer);

/** What extensions have to tell at a glance. */
export function ModuleCards() {
  const { found, failure } = useLookedAt('/api/module-cards', isList, lookEveryMs);
  if (failure !== undefined) return <Problem words={failure} />;
  if (!found || found.length === 0) return null;
  return (
    <section aria-label="From extensions">
      <h2 className="overview-title">From extensions</h2>
      <div className="overview-cards">
        {found.map((card) => (
          <ModuleCard key={`${card.module} ${card.name}`} card={card} />
        ))}
      </div>
    </section>
  );
}

function ModuleCard({ card }: { card: ModuleCardView }) {
  const { module, title, value, note, rows = [], tone = 'plain', page, problem, atMs } = card;
  return (
    <article className="overview-card" aria-label={title} data-tone={tone}>
      <h3>{title}</h3>
      {value !== undefined && <strong>{shown(value)}</strong>}
      {note !== undefined && <p>{note}</p>}
      {problem !== undefined && <p data-trouble>{problem}</p>}
      {rows.length > 0 && (
        <dl>
          {rows.map((row) => (
            <div key={row.name}>
              <dt>{row.name}</dt>
              <dd>{shown(row.value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <footer title={`Asked ${exactTime(atMs)}`}>
        {module}
        {page !== undefined && <Anchor {...linkTo(modulePagePath(module, page))}>Show all</Anchor>}
      </footer>
    </article>
  );
}

const shown = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString() : value;
