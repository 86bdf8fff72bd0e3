import { z } from 'zod';
import { messageId } from '../../../base/ids.ts';
import type { Said } from '../../../core/platform.ts';

const message = z.object({ id: z.string() });
const callback = z.object({ resource: z.object({ message }) });

/** The id of the message that the API says it made, where it says so. */
export function saidIn(answer: unknown): Said {
  const id = message.safeParse(answer).data?.id;
  return id === undefined ? {} : { message: messageId(id) };
}

/** The same for the answer to an interaction's callback. */
export const saidInCallback = (answer: unknown): Said =>
  saidIn(callback.safeParse(answer).data?.resource.message);
