import { Drawer, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNumbered } from '../data/use-numbered.ts';
import { Problem } from './problem.tsx';

interface NumberedDrawerProps<One> {
  /** What it is: `case`. */
  readonly noun: string;
  readonly size?: number;
  readonly community: string | undefined;
  /** Which one is open; undefined: none. */
  readonly number: number | undefined;
  readonly onClose: () => void;
  /** Something about it is different now. */
  readonly onChange: () => void;
  /** Must stay the same function. */
  readonly loadOne: (community: string, number: number) => Promise<One>;
  /** Draws it; `changed` loads it again and tells the list. */
  readonly children: (one: One, changed: () => Promise<void>) => ReactNode;
}

/** Everything about one thing of a community, beside the list. */
export function NumberedDrawer<One>(props: NumberedDrawerProps<One>) {
  const { noun, size = 520, community, number, onClose } = props;
  const opened = community !== undefined && number !== undefined;
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={size}
      title={opened ? `${noun.charAt(0).toUpperCase()}${noun.slice(1)} #${number}` : ''}
      closeButtonProps={{ 'aria-label': `Close the ${noun}` }}
    >
      {opened && <Open key={number} {...props} community={community} number={number} />}
    </Drawer>
  );
}

interface OpenProps<One> extends NumberedDrawerProps<One> {
  readonly community: string;
  readonly number: number;
}

function Open<One>({ noun, community, number, onChange, loadOne, children }: OpenProps<One>) {
  const { found, failure, load } = useNumbered(loadOne, community, number);
  if (failure !== undefined) return <Problem words={failure} />;
  if (found === undefined) return <Loader size="sm" aria-label={`Loading the ${noun}`} />;
  return children(found, async () => {
    await load();
    onChange();
  });
}
