import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReviewActName, ReviewActView } from '../../../src/dashboard/review-wire.ts';

const acts: readonly { readonly value: ReviewActName; readonly label: string }[] = [
  { value: 'nothing', label: 'Nothing more' },
  { value: 'delete', label: 'Delete' },
  { value: 'warn', label: 'Warn' },
  { value: 'mute', label: 'Mute' },
  { value: 'kick', label: 'Kick' },
  { value: 'ban', label: 'Ban' },
];

const minute = 60_000;
const times = [
  { value: String(10 * minute), label: '10 minutes' },
  { value: String(60 * minute), label: '1 hour' },
  { value: String(1440 * minute), label: '1 day' },
  { value: String(7 * 1440 * minute), label: '7 days' },
  { value: 'ever', label: 'Until it is lifted' },
];

interface ChangeFormProps {
  readonly suggested: ReviewActView;
  readonly onChange: (act: ReviewActView) => void;
  readonly onClose: () => void;
}

/** Another act, for another time. */
export function ChangeForm({ suggested, onChange, onClose }: ChangeFormProps) {
  const [kind, setKind] = useState<ReviewActName>(suggested.kind);
  const [time, setTime] = useState(String(suggested.forMs ?? 10 * minute));
  const [deletes, setDeletes] = useState(suggested.deletes === true);
  const lasts = kind === 'mute' || kind === 'ban';
  return (
    <form
      className="review-change"
      aria-label="Something else"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      onSubmit={(event) => {
        event.preventDefault();
        onChange({
          kind,
          ...(lasts && time !== 'ever' && { forMs: Number(time) }),
          ...(deletes && kind !== 'delete' && { deletes }),
        });
      }}
    >
      <SegmentedControl
        aria-label="What is done"
        data={[...acts]}
        value={kind}
        onChange={(value) => setKind(acts.find((one) => one.value === value)?.value ?? 'warn')}
      />
      {lasts && <HowLong time={time} setTime={setTime} />}
      {kind !== 'delete' && (
        <Checkbox
          label="Delete the message, too"
          checked={deletes}
          onChange={(event) => setDeletes(event.currentTarget.checked)}
        />
      )}
      <div className="review-acts">
        <Button type="submit" data-autofocus autoFocus>
          Do this
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface HowLongProps {
  readonly time: string;
  readonly setTime: (time: string) => void;
}

function HowLong({ time, setTime }: HowLongProps) {
  const choices = times.some(({ value }) => value === time)
    ? times
    : [{ value: time, label: 'As suggested' }, ...times];
  return (
    <Select
      aria-label="For how long"
      data={choices}
      value={time}
      allowDeselect={false}
      onChange={(value) => setTime(value ?? 'ever')}
    />
  );
}
