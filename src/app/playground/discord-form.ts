import type { PlayForm } from '../../dashboard/index.ts';
import type { Modal } from '../../sandbox/discord/index.ts';

/** A form of the simulated Discord as the page draws it. */
export const playForm = (
  { title, fields }: Modal,
  before: Pick<PlayForm, 'id' | 'person'>,
): PlayForm => ({
  ...before,
  title,
  fields: fields.map(({ customId, label, long, required, maxLength, value }) => ({
    ...{ id: customId, label, long, required, maxLength },
    ...(value !== undefined && { value }),
  })),
});
