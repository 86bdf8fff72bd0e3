/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Splits a multipart/form-data body into its parts; undefined when it is not one. */
export function partsOf(body: Buffer, contentType: string): readonly Part[] | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const marker = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  if (marker === '--') return undefined;
  const parts: Part[] = [];
  let at = body.indexOf(marker);
  while (at !== -1) {
    const start = at + marker.length;
    const next = body.indexOf(`\r\n${marker}`, start);
    const part = next === -1 ? undefined : partIn(body.subarray(start, next));
    if (part) parts.push(part);
    at = next === -1 ? -1 : next + 2;
  }
  return parts;
}

function partIn(chunk: Buffer): Part | undefined {
  const blank = chunk.indexOf('\r\n\r\n');
  if (blank === -1) return undefined;
  const head = chunk.subarray(0, blank).toString();
  const name = /\bname="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  return {
    name,
    filename: /\bfilename="([^"]*)"/i.exec(head)?.[1],
    contentType: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? 'application/octet-stream',
    bytes: chunk.subarray(blank + 4),
  };
}
