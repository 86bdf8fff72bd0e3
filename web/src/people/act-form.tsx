import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonEffectView } from '../../../src/dashboard/people-wire.ts';
import { kindWords } from '../cases/case-words.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime } from '../text/words.ts';
import { type ActKind, type Whom, type WantedAct, doAct, previewAct } from './people-api.ts';

const kinds: readonly ActKind[] = ['warn', 'note', 'mute', 'kick', 'ban'];
const minute = 60_000;
const times = [
  { value: String(10 * minute), label: '10 minutes' },
  { value: String(60 * minute), label: '1 hour' },
  { value: String(1440 * minute), label: '1 day' },
  { value: String(7 * 1440 * minute), label: '7 days' },
  { value: 'ever', label: 'Until it is lifted' },
];

interface ActFormProps {
  readonly whom: Whom;
  readonly onDone: () => void;
}

/** Says first what an act would do, in numbers, and does it only then. */
export function ActForm({ whom, onDone }: ActFormProps) {
  const [kind, setKind] = useState<ActKind>('warn');
  const [time, setTime] = useState(String(60 * minute));
  const [reason, setReason] = useState('');
  const [effect, setEffect] = useState<PersonEffectView>();
  const [outcome, setOutcome] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const lasts = kind === 'mute' || kind === 'ban';
  const act: WantedAct = {
    ...{ kind, reason },
    ...(lasts && time !== 'ever' && { forMs: Number(time) }),
  };
  const change = (set: () => void): void => {
    set();
    setEffect(undefined);
    setOutcome(undefined);
  };
  const calmly = async (work: () => Promise<void>): Promise<void> => {
    try {
      setFailure(undefined);
      await work();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  const preview = () => calmly(async () => setEffect(await previewAct(whom, act)));
  const carryOut = () =>
    calmly(async () => {
      const { number, told } = await doAct(whom, act, effect?.others.length ?? 0);
      const heard =
        told === undefined ? '' : told ? ' The person was told.' : ' The person could not be told.';
      setOutcome(`Done: case #${number ?? ''}.${heard}`);
      setEffect(undefined);
      setReason('');
      onDone();
    });
  return (
    <form
      className="person-act"
      aria-label="Do something"
      onSubmit={(event) => {
        event.preventDefault();
        void preview();
      }}
    >
      <SegmentedControl
        aria-label="What"
        data={kinds.map((value) => ({ value, label: kindWords[value] ?? value }))}
        value={kind}
        onChange={(value) => change(() => setKind(kinds.find((one) => one === value) ?? 'warn'))}
      />
      {lasts && (
        <Select
          aria-label="For how long"
          data={times}
          value={time}
          allowDeselect={false}
          onChange={(value) => change(() => setTime(value ?? 'ever'))}
        />
      )}
      <TextInput
        label={kind === 'note' ? 'Note, for staff alone' : 'Reason, which the person is told'}
        value={reason}
        onChange={(event) => {
          const { value } = event.currentTarget;
          change(() => setReason(value));
        }}
      />
      {failure !== undefined && <Problem words={failure} />}
      {outcome !== undefined && <p role="status">{outcome}</p>}
      {effect ? (
        <Effect effect={effect} onYes={() => void carryOut()} onNo={() => setEffect(undefined)} />
      ) : (
        <Button type="submit" variant="default">
          What would it do?
        </Button>
      )}
    </form>
  );
}

interface EffectProps {
  readonly effect: PersonEffectView;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Effect({ effect, onYes, onNo }: EffectProps) {
  const { kind, name, place, others, untilMs, touches } = effect;
  const word = kindWords[kind] ?? kind;
  return (
    <div className="person-effect" role="group" aria-label="What it would do">
      <p>
        <strong>{word}</strong> of <strong>{name}</strong> in {place}
        {untilMs !== undefined && `, until ${dayAndTime(untilMs)}`}.{' '}
        {others.length === 0
          ? 'It hits nobody else.'
          : `It also hits ${counted(others.length, 'other person', 'other people')}: ${others.slice(0, 5).join(', ')}.`}
        {touches.length > 0 && ` It replaces ${touches.map((number) => `#${number}`).join(', ')}.`}
      </p>
      <div className="person-acts">
        <Button {...(others.length > 0 && { color: 'red' })} onClick={onYes}>
          {word} {name}
        </Button>
        <Button variant="subtle" color="gray" onClick={onNo}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
