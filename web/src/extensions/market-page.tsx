import { Button, Code, Pagination, Select, TextInput } from '@mantine/core';
import { IconBuildingStore, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { MarketPageView, OfferEntry } from '../../../src/dashboard/extensions-wire.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { OfferRow } from './offer-row.tsx';
import { useActs } from './use-acts.ts';
import './extensions.css';

/** The server asks the indexes themselves once in five minutes. */
const lookEveryMs = 15_000;
const pageSize = 5;

const isView = (answer: unknown): answer is MarketPageView =>
  typeof answer === 'object' && answer !== null && 'accepted' in answer;

/** What others have written, to be installed and then enabled. */
export function MarketPage() {
  const { found, failure, look } = useLookedAt('/api/market', isView, lookEveryMs);
  const { act, failure: refused, busy } = useActs(look);
  return (
    <main className="page market">
      <header className="page-head">
        <h1>Market</h1>
        <p>
          Extensions of others, signed by their publishers. Installing lays one beside what runs;
          none of its code runs until you enable it.
        </p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {refused !== undefined && <Problem words={refused} />}
      {found && !found.accepted && (
        <section className="market-terms" aria-label="Terms of the market">
          <p>{found.terms}</p>
          <Button loading={busy} onClick={() => void act('/api/market/accept')}>
            I accept
          </Button>
        </section>
      )}
      {found?.accepted === true && found.indexes.length === 0 && <NoIndex />}
      {found !== undefined && found.indexes.length > 0 && (
        <>
          <Indexes indexes={found.indexes} />
          <Offers
            view={found}
            busy={busy}
            onRefresh={() => void act('/api/market/refresh')}
            onChanged={look}
          />
        </>
      )}
    </main>
  );
}

const Indexes = ({ indexes }: Pick<MarketPageView, 'indexes'>) => (
  <ul className="market-indexes" aria-label="Indexes">
    {indexes.map(({ url, name, serial, expiresAtMs, problem }) => (
      <li key={url} data-trouble={problem !== undefined || undefined}>
        {name ?? url}
        {problem === undefined
          ? `, number ${serial ?? 0}, good until ${new Date(expiresAtMs ?? 0).toLocaleDateString()}`
          : `: ${problem}`}
      </li>
    ))}
  </ul>
);

interface OffersProps {
  readonly view: MarketPageView;
  readonly busy: boolean;
  readonly onRefresh: () => void;
  readonly onChanged: () => void;
}

const textOf = ({ id, title, description, details = '' }: OfferEntry): string =>
  [id, title, description, details].join('\n').toLowerCase();

function Offers({ view: { offers, held }, busy, onRefresh, onChanged }: OffersProps) {
  const [sought, setSought] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const words = sought.trim().toLowerCase();
  const some = offers.filter(
    (one) => textOf(one).includes(words) && (category === null || one.category === category),
  );
  const pages = Math.max(1, Math.ceil(some.length / pageSize));
  const from = (Math.min(page, pages) - 1) * pageSize;
  return (
    <section aria-label="Offers">
      <div className="extension-tools">
        <TextInput
          aria-label="Search the market"
          placeholder="Search: name, what it does"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <Categories offers={offers} value={category} onChange={setCategory} />
        <Button
          variant="default"
          loading={busy}
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={onRefresh}
        >
          Ask again
        </Button>
      </div>
      {some.length === 0 && <p className="extension-none">Nothing on offer is like that.</p>}
      {some.length > 0 && (
        <ul className="extension-list" aria-label="Extensions on offer">
          {some.slice(from, from + pageSize).map((offer) => (
            <OfferRow
              key={offer.id}
              offer={offer}
              held={held.find(({ id }) => id === offer.id)}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
      {pages > 1 && <Pages total={pages} value={Math.min(page, pages)} onChange={setPage} />}
    </section>
  );
}

interface PagesProps {
  readonly total: number;
  readonly value: number;
  readonly onChange: (page: number) => void;
}

const Pages = (pages: PagesProps) => (
  <nav className="market-pages" aria-label="Pages of offers">
    <Pagination {...pages} size="sm" />
  </nav>
);

interface CategoriesProps {
  readonly offers: readonly OfferEntry[];
  readonly value: string | null;
  readonly onChange: (category: string | null) => void;
}

const Categories = ({ offers, ...choice }: CategoriesProps) => (
  <Select
    aria-label="Category"
    placeholder="All categories"
    clearable
    data={[...new Set(offers.map((one) => one.category))].sort()}
    {...choice}
  />
);

const NoIndex = () => (
  <EmptyState icon={<IconBuildingStore />} title="No index is configured">
    <p>
      An index is a signed list of extensions that somebody keeps. Name it in{' '}
      <Code>castellan.yaml</Code> with the key of whoever keeps it:
    </p>
    <p>
      <Code>{'market: { indexes: [{ url: https://…/index.json, key: … }] }'}</Code>
    </p>
  </EmptyState>
);
