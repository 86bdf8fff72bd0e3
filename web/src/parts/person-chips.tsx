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
          {person.standing !== 'member' && (
            <span className="person-chip-standing">{person.standing}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
