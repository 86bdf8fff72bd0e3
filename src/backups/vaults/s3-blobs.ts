import { createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsClient } from 'aws4fetch';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Secret } from '../../base/secret.ts';
import type { Blobs } from './blobs.ts';

export interface S3Options {
  /** `https://host/bucket` or `https://host/bucket/prefix`. */
  readonly url: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: Secret;
}

/** Larger files go in parts of this size; S3 takes at most 10,000 of them. */
const partBytes = 16 * 1024 * 1024;
const partsMost = 10_000;

/** S3-compatible storage, by the few calls that every server knows. */
export function s3Blobs({ url, region, accessKey, secretKey }: S3Options): Blobs {
  const { bucket, prefix } = bucketOf(url);
  const client = new AwsClient({
    ...{ accessKeyId: accessKey, secretAccessKey: secretKey.reveal(), service: 's3', region },
    retries: 3,
  });
  const call: Call = async (target, init) => {
    const answer = await client.fetch(target, init).catch((cause: unknown) => {
      throw unreachable(bucket, messageOf(cause), cause);
    });
    if (answer.ok) return answer;
    throw unreachable(bucket, `${answer.status} ${errorCode(await answer.text())}`);
  };
  const place = (name: string): string => `${bucket}/${prefix}${name}`;
  return {
    place: url,
    list: async (below) =>
      (await keys(call, bucket, `${prefix}${below}`)).map((key) => key.slice(prefix.length)),
    put: (name, file) => upload(call, place(name), file),
    async get(name, file) {
      const { body } = await call(place(name));
      if (!body) throw unreachable(bucket, 'an empty answer');
      await pipeline(Readable.fromWeb(body), createWriteStream(file, { flush: true, mode: 0o600 }));
    },
    async remove(name) {
      await call(place(name), { method: 'DELETE' });
    },
    end: () => Promise.resolve(),
  };
}

type Call = (url: string, init?: RequestInit) => Promise<Response>;

function bucketOf(url: string): { readonly bucket: string; readonly prefix: string } {
  const { origin, pathname } = new URL(url);
  const [bucket = '', ...folders] = pathname.split('/').filter((part) => part !== '');
  const prefix = folders.map((folder) => `${folder}/`).join('');
  return { bucket: `${origin}/${bucket}`, prefix };
}

const unreachable = (bucket: string, why: string, cause?: unknown): CastellanError =>
  new CastellanError(
    'not-available',
    `The storage ${bucket} refused or did not answer (${why}). Check "s3", "access_key" and "secret_key" under "backups" in the configuration.`,
    { cause },
  );

const errorCode = (xml: string): string => /<Code>([\w.]{1,60})<\/Code>/.exec(xml)?.[1] ?? '';

async function keys(call: Call, bucket: string, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix });
    if (after !== undefined) query.set('continuation-token', after);
    const xml = await (await call(`${bucket}?${query.toString()}`)).text();
    // Our own names need no escapes in XML.
    found.push(...[...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key));
    after = /<NextContinuationToken>([^<]+)</.exec(xml)?.[1];
  } while (after !== undefined);
  return found;
}

async function upload(call: Call, target: string, file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r');
  const read = async (from: number, length: number): Promise<Buffer<ArrayBuffer>> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  };
  try {
    if (size <= partBytes) await call(target, { method: 'PUT', body: await read(0, size) });
    else await uploadParts(call, target, { size, read });
  } finally {
    await handle.close();
  }
}

interface Source {
  readonly size: number;
  readonly read: (from: number, length: number) => Promise<Buffer<ArrayBuffer>>;
}

/** What is not completed does not appear; what failed is taken back. */
async function uploadParts(call: Call, target: string, { size, read }: Source): Promise<void> {
  const length = Math.max(partBytes, Math.ceil(size / partsMost));
  const begun = await (await call(`${target}?uploads`, { method: 'POST' })).text();
  const id = encodeURIComponent(/<UploadId>([^<]+)</.exec(begun)?.[1] ?? '');
  try {
    const parts: string[] = [];
    for (let from = 0, number = 1; from < size; from += length, number += 1) {
      const body = await read(from, Math.min(length, size - from));
      const done = await call(`${target}?partNumber=${number}&uploadId=${id}`, {
        ...{ method: 'PUT', body },
      });
      const tag = done.headers.get('etag') ?? '';
      parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${tag}</ETag></Part>`);
    }
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    await call(`${target}?uploadId=${id}`, { method: 'POST', body });
  } catch (failure) {
    await call(`${target}?uploadId=${id}`, { method: 'DELETE' }).catch(() => undefined);
    throw failure;
  }
}
