/** Pages and cards of modules, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export interface ModulePageEntry {
  readonly module: string;
  readonly name: string;
  readonly title: string;
}

type Value = string | number;
export type ModuleTone = 'plain' | 'good' | 'warning' | 'bad';
export type ModuleFormValue = string | number | boolean;

export interface ModuleButton {
  readonly act: string;
  readonly label: string;
  readonly values?: Readonly<Record<string, ModuleFormValue>> | undefined;
  readonly danger?: boolean | undefined;
  /** A question that has to be answered with yes first. */
  readonly sure?: string | undefined;
}

export interface ModuleFact {
  readonly name: string;
  readonly value: Value;
  readonly note?: string | undefined;
  readonly tone?: ModuleTone | undefined;
}

export interface ModuleField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'number' | 'switch' | 'choice';
  readonly value?: ModuleFormValue | undefined;
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined;
  readonly required?: boolean | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly help?: string | undefined;
}

export interface ModuleTable {
  readonly kind: 'table';
  readonly title?: string | undefined;
  readonly columns: readonly {
    readonly name: string;
    readonly label: string;
    readonly numbers?: boolean | undefined;
  }[];
  readonly rows: readonly {
    readonly cells: Readonly<Record<string, Value>>;
    readonly buttons?: readonly ModuleButton[] | undefined;
  }[];
  readonly empty?: string | undefined;
}

export interface ModuleForm {
  readonly kind: 'form';
  readonly title?: string | undefined;
  readonly act: string;
  readonly send: string;
  readonly fields: readonly ModuleField[];
}

/** `core/web/content.ts` as the page sees it. */
export type ModuleBlock =
  | { readonly kind: 'text'; readonly title?: string | undefined; readonly text: string }
  | {
      readonly kind: 'facts';
      readonly title?: string | undefined;
      readonly facts: readonly ModuleFact[];
    }
  | ModuleTable
  | ModuleForm
  | {
      readonly kind: 'buttons';
      readonly title?: string | undefined;
      readonly buttons: readonly ModuleButton[];
    };

export interface ModulePageView extends ModulePageEntry {
  readonly refreshMs: number;
  readonly about?: string | undefined;
  readonly blocks: readonly ModuleBlock[];
}

export interface ModuleCardView {
  readonly module: string;
  readonly name: string;
  readonly title: string;
  /** When it was asked; epoch ms. */
  readonly atMs: number;
  readonly value?: Value | undefined;
  readonly note?: string | undefined;
  readonly rows?: readonly { readonly name: string; readonly value: Value }[] | undefined;
  readonly tone?: ModuleTone | undefined;
  /** A page of the same module, by name. */
  readonly page?: string | undefined;
  /** Why it shows nothing. */
  readonly problem?: string;
}

/** What was said about something that a person sent from a page. */
export interface ModuleSaid {
  readonly said: string;
}
