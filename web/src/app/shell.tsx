import { Kbd, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import castle from '../castle.svg';
import { AccountMenu } from './account-menu.tsx';
import { HealthLine } from './health-line.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { linkTo, type Place } from './router.ts';
import { StreamToast } from './stream-toast.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { usePaletteEntries } from './use-palette-entries.ts';
import './shell.css';

/** What stands around every page. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  const [opened, palette] = useDisclosure(false);
  useHotkeys([['mod+K', palette.toggle]], []);
  const entries = usePaletteEntries();
  const onPhone = useMediaQuery('(max-width: 700px)', undefined, {
    getInitialValueInEffect: false,
  });
  return (
    <div className="shell">
      <header className="shell-head">
        <a className="shell-name" aria-label="Castellan, start" {...linkTo('/playground')}>
          <img src={castle} alt="" width="26" height="26" />
          <span>Castellan</span>
        </a>
        <HealthLine />
        <UnstyledButton
          className="shell-search"
          aria-label="Search everything"
          onClick={palette.open}
        >
          <IconSearch size={16} aria-hidden="true" />
          <span>Search</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <ThemeSwitch />
        <AccountMenu />
      </header>
      <div className="shell-body">
        <Navigation {...{ place, onPhone }} />
        <div className="shell-page">{children}</div>
      </div>
      <Palette opened={opened} onClose={palette.close} entries={entries} />
      <StreamToast />
    </div>
  );
}
