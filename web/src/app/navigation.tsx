import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLayoutGrid, IconPuzzle2 } from '@tabler/icons-react';
import { type NamedPage, pageGroups, pages } from './pages.ts';
import { useModulePages } from '../modules/use-module-pages.ts';
import { linkTo, modulePagePath, type Place } from './router.ts';
import './navigation.css';

/** Down the side where there is room, by groups; on a phone a bar under the thumb, and a sheet with all of them. */
export function Navigation({ place, onPhone }: { place: Place; onPhone: boolean }) {
  return onPhone ? <ThumbBar place={place} /> : <SideBar place={place} />;
}

const SideBar = ({ place }: { place: Place }) => (
  <nav className="side-bar" aria-label="Pages">
    <Groups place={place} />
  </nav>
);

const Groups = ({ place, onPick }: { place: Place; onPick?: () => void }) =>
  pageGroups.map(({ group, pages: inGroup }) => (
    <section key={group} className="page-group" aria-label={group}>
      <h2>{group}</h2>
      {inGroup.map((one) => (
        <PageLink key={one.page} named={one} place={place} onPick={onPick} />
      ))}
      {group === 'Extend' && <ModuleLinks place={place} onPick={onPick} />}
    </section>
  ));

/** The pages that modules have, below the list of them. */
function ModuleLinks({ place, onPick }: Omit<LinkProps, 'named'>) {
  const found = useModulePages();
  return found.map(({ module, name, title }) => {
    const path = modulePagePath(module, name);
    const link = linkTo(path);
    const isHere = place.page === 'module-page' && place.module === module && place.name === name;
    return (
      <a
        key={path}
        className="page-link"
        href={link.href}
        aria-current={isHere ? 'page' : undefined}
        title={`${title}, of ${module}`}
        onClick={(event) => {
          link.onClick(event);
          onPick?.();
        }}
      >
        <IconPuzzle2 size={18} aria-hidden="true" />
        <span>{title}</span>
      </a>
    );
  });
}

interface LinkProps {
  readonly named: NamedPage;
  readonly place: Place;
  readonly onPick?: (() => void) | undefined;
}

function PageLink({ named: { page, path, name, Icon }, place, onPick }: LinkProps) {
  const link = linkTo(path);
  return (
    <a
      className="page-link"
      href={link.href}
      aria-current={place.page === page ? 'page' : undefined}
      title={name}
      onClick={(event) => {
        link.onClick(event);
        onPick?.();
      }}
    >
      <Icon size={18} aria-hidden="true" />
      <span>{name}</span>
    </a>
  );
}

/** What one reaches for on the way. */
const underTheThumb: readonly string[] = ['playground', 'live', 'guard', 'settings'];

function ThumbBar({ place }: { place: Place }) {
  const [opened, sheet] = useDisclosure(false);
  const near = pages.filter(({ page }) => underTheThumb.includes(page));
  const isElsewhere = !underTheThumb.includes(place.page);
  return (
    <>
      <nav className="thumb-bar" aria-label="Pages">
        {near.map((one) => (
          <PageLink key={one.page} named={one} place={place} />
        ))}
        <UnstyledButton
          className="page-link"
          aria-haspopup="dialog"
          aria-current={isElsewhere ? 'page' : undefined}
          onClick={sheet.open}
        >
          <IconLayoutGrid size={18} aria-hidden="true" />
          <span>More</span>
        </UnstyledButton>
      </nav>
      <Drawer
        {...{ opened, position: 'bottom', size: 'auto', title: 'All pages' }}
        onClose={sheet.close}
        classNames={{ content: 'page-sheet' }}
      >
        <nav className="page-sheet-groups" aria-label="All pages">
          <Groups place={place} onPick={sheet.close} />
        </nav>
      </Drawer>
    </>
  );
}
