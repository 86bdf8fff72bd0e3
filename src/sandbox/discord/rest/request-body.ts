import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { refused } from '../api-error.ts';
import type { UploadedFile } from '../message-content.ts';
import { partsOf } from './multipart.ts';

const maxBytes = 25 * 2 ** 20;

export interface RequestBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads a request's body: JSON, or multipart with JSON in `payload_json` and files beside it. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const bytes = await collect(request);
  if (bytes.length === 0) return { body: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(bytes, type);
  return { body: parsed(bytes.toString()), files: [] };
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(z.instanceof(Uint8Array).parse(chunk));
    total += bytes.length;
    if (total > maxBytes) throw refused('tooLarge');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('invalidJson');
  }
}

function readMultipart(bytes: Buffer, type: string): RequestBody {
  const parts = partsOf(bytes, type);
  if (!parts) throw refused('invalidJson');
  const payload = parts.find(({ name }) => name === 'payload_json');
  const files = parts
    .filter((part) => part !== payload)
    .map(({ name, filename, contentType, bytes: content }) => ({
      field: name,
      filename: filename ?? name,
      contentType,
      sizeBytes: content.length,
    }));
  return { body: payload && parsed(payload.bytes.toString()), files };
}
