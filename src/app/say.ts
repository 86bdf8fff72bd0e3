import type { Ports } from '../core/commands/ports.ts';
import { type Say, languageNamed } from '../core/texts/texts.ts';

/** Words in the language of the instance: for what is said where no space is known. */
export const sayOf = ({ settings, texts }: Pick<Ports, 'settings' | 'texts'>): Say =>
  texts.in(languageNamed(settings.readText('core.language', {})));
