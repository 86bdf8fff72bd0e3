import { IconCrown, IconHeartHandshake, IconShield, IconShieldStar } from '@tabler/icons-react';
import type { PlayPerson } from '../../../src/dashboard/wire.ts';
import { Avatar } from './avatar.tsx';
import './person-chips.css';

interface PersonChipsProps {
  readonly label: string;
  readonly name: string;
  readonly people: readonly PlayPerson[];
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

const standings = {
  owner: IconCrown,
  administrator: IconShieldStar,
  moderator: IconShield,
  helper: IconHeartHandshake,
} as const;

function Standing({ standing }: Pick<PlayPerson, 'standing'>) {
  if (standing === 'member') return null;
  const Icon = standings[standing];
  return (
    <span className="person-chip-standing" title={standing}>
      <Icon size={15} aria-hidden="true" />
      <span className="hidden-word">, {standing}</span>
    </span>
  );
}

/** Who speaks: radio buttons drawn as chips, so that the arrow keys move between them. */
export function PersonChips({ label, name, people, picked, onPick }: PersonChipsProps) {
  return (
    <fieldset className="person-chips">
      <legend>{label}</legend>
      {people.map((person) => (
        <label key={person.id} className="person-chip" title={person.about}>
          <input
            type="radio"
            name={name}
            value={person.id}
            checked={person.id === picked}
            onChange={() => onPick(person.id)}
          />
          <Avatar name={person.name} colour={person.colour} size={20} />
          <span>{person.name}</span>
          <Standing standing={person.standing} />
        </label>
      ))}
    </fieldset>
  );
}
