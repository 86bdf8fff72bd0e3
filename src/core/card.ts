/**
 * A reply as data. Each platform renders it: Discord embed and components, IRC lines, web page,
 * console. Every text in a card is in the small markup of `markup.ts`: **bold**, *italic*, `code`,
 * and a backslash before a character that should stand for itself.
 */
export interface Card {
  /** One plain sentence; where it is the only part, platforms show it without a frame. */
  readonly say?: string;
  readonly title?: string;
  readonly lines?: readonly string[];
  readonly fields?: readonly CardField[];
  readonly footer?: string;
  readonly tone?: Tone;
  /** Rows of controls. Platforms without controls show `Button.hint` and leave the rest out. */
  readonly actions?: readonly (readonly Action[])[];
}

export type Tone = 'plain' | 'info' | 'success' | 'warning' | 'error' | 'menu';

/** A name and a value on a card. */
export interface CardField {
  readonly name: string;
  readonly value: string;
  readonly inline?: boolean;
}

/** A control on a card: a button, a select or a link. */
export type Action = Button | Select | Link;

/** A button on a card; what it does is up to `press` of the command. */
export interface Button {
  readonly kind: 'button';
  /** At most 100 characters; comes back in a ComponentEvent. */
  readonly id: string;
  readonly label: string;
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  readonly disabled?: boolean;
  /** What is asked when it is pressed; the button counts as pressed once this was sent. */
  readonly form?: Omit<Form, 'id'>;
}

/** A menu on a card, to choose one of several options from. */
export interface Select {
  readonly kind: 'select';
  readonly id: string;
  readonly placeholder: string;
  /** 1 to 25. */
  readonly options: readonly SelectOption[];
  readonly disabled?: boolean;
}

/** One of the options of a select. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly chosen?: boolean;
}

export interface Link {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
}

/** What a person fills in (a Discord modal). */
export interface Form {
  readonly id: string;
  readonly title: string;
  /** 1 to 5. */
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly long?: boolean;
  readonly required?: boolean;
  readonly value?: string;
  readonly maxLength?: number;
}
