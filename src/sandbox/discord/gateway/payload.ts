import type { RawData } from 'ws';
import { z } from 'zod';

const payload = z.object({ op: z.number().int(), d: z.unknown() });

/** Reads what a client sent, or undefined when it is no payload. */
export function payloadOf(data: RawData): z.output<typeof payload> | undefined {
  try {
    const read = payload.safeParse(JSON.parse(textOf(data)));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString();
}
