import { Button } from '@mantine/core';
import type { StarterEntry } from '../../../src/dashboard/automations-wire.ts';

interface GalleryProps {
  readonly starters: readonly StarterEntry[];
  readonly onAdd: (starter: StarterEntry) => void;
  readonly onOpen: (starter: StarterEntry) => void;
}

/** Examples to begin with: taken over at one click, or changed first. */
export const Gallery = ({ starters, onAdd, onOpen }: GalleryProps) => (
  <ul className="automation-gallery" aria-label="Examples">
    {starters.map((starter) => (
      <li key={starter.name}>
        <strong>{starter.title}</strong>
        <p>{starter.sentence}</p>
        <span>
          {starter.ready && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={`Add: ${starter.title}`}
              onClick={() => onAdd(starter)}
            >
              Add
            </Button>
          )}
          {starter.parts && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Change first: ${starter.title}`}
              onClick={() => onOpen(starter)}
            >
              {starter.ready ? 'Change first' : 'Fill in'}
            </Button>
          )}
        </span>
      </li>
    ))}
  </ul>
);
