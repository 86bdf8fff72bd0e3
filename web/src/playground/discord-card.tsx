import { Select } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { PlayControl, PlayEmbed } from '../../../src/dashboard/wire.ts';
import { DiscordText } from './discord-text.tsx';
import './discord-card.css';

/** A card as Discord frames it: a bar in the card's colour, title, text, fields. */
export function DiscordEmbed({ embed }: { embed: PlayEmbed }) {
  return (
    <div className="dc-embed" style={{ '--bar': embed.colour ?? 'var(--line)' }}>
      {embed.title !== undefined && (
        <div className="dc-title">
          <DiscordText text={embed.title} />
        </div>
      )}
      {embed.text !== undefined && (
        <div>
          <DiscordText text={embed.text} />
        </div>
      )}
      {embed.fields.length > 0 && (
        <dl className="dc-fields">
          {embed.fields.map((field, at) => (
            <div key={at} data-inline={field.inline || undefined}>
              <dt>
                <DiscordText text={field.name} />
              </dt>
              <dd>
                <DiscordText text={field.value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {embed.footer !== undefined && <div className="dc-footer">{embed.footer}</div>}
    </div>
  );
}

interface ControlsProps {
  readonly rows: readonly (readonly PlayControl[])[];
  readonly onPress: (control: string) => void;
  readonly onChoose: (control: string, values: readonly string[]) => void;
}

/** The rows of controls under a message. */
export const DiscordControls = ({ rows, onPress, onChoose }: ControlsProps) => (
  <div className="dc-controls">
    {rows.map((row, at) => (
      <div key={at} className="dc-row">
        {row.map((control, place) => (
          <Control key={place} {...{ control, onPress, onChoose }} />
        ))}
      </div>
    ))}
  </div>
);

type ControlProps = Omit<ControlsProps, 'rows'> & { readonly control: PlayControl };

function Control({ control, onPress, onChoose }: ControlProps) {
  switch (control.kind) {
    case 'button':
      return (
        <button
          type="button"
          className="dc-button"
          data-style={control.style}
          disabled={control.disabled}
          onClick={() => onPress(control.id)}
        >
          {control.label}
        </button>
      );
    case 'link':
      return (
        <a className="dc-button" href={control.url} target="_blank" rel="noreferrer noopener">
          {control.label}
          <IconExternalLink size={14} aria-label="opens elsewhere" />
        </a>
      );
    case 'select':
      return (
        <Select
          className="dc-select"
          aria-label={control.placeholder}
          placeholder={control.placeholder}
          disabled={control.disabled}
          data={control.options.map(({ value, label }) => ({ value, label }))}
          value={control.options.find((option) => option.chosen === true)?.value ?? null}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          onChange={(value) => {
            if (value !== null) onChoose(control.id, [value]);
          }}
          renderOption={({ option }) => {
            const about = control.options.find((one) => one.value === option.value)?.description;
            return (
              <div>
                {option.label}
                {about !== undefined && <div className="dc-option-about">{about}</div>}
              </div>
            );
          }}
        />
      );
  }
}
