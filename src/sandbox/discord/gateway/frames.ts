import { constants, createDeflate, deflateSync, type Deflate } from 'node:zlib';
import type { WebSocket } from 'ws';

/** Puts payloads on a socket in the form that the client asked for. */
export interface FrameSender {
  send(text: string): void;
  end(): void;
}

export const plainFrames = (socket: WebSocket): FrameSender => ({
  send: (text) => socket.send(text),
  end: () => {},
});

/** `compress: true` in IDENTIFY: each payload deflated by itself. */
export const deflatedFrames = (socket: WebSocket): FrameSender => ({
  send: (text) => socket.send(deflateSync(text)),
  end: () => {},
});

/** `compress=zlib-stream`: one deflate context for the connection, flushed after each payload. */
export function zlibStreamFrames(socket: WebSocket): FrameSender {
  const deflate = createDeflate();
  const waiting: string[] = [];
  let chunks: Buffer[] = [];
  let busy = false;
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  deflate.on('error', () => socket.terminate());

  function next(): void {
    const text = waiting.shift();
    busy = text !== undefined;
    if (text === undefined) return;
    writeFlushed(deflate, text, () => {
      socket.send(Buffer.concat(chunks));
      chunks = [];
      next();
    });
  }

  return {
    send(text) {
      waiting.push(text);
      if (!busy) next();
    },
    end: () => void deflate.destroy(),
  };
}

function writeFlushed(deflate: Deflate, text: string, done: () => void): void {
  deflate.write(text);
  deflate.flush(constants.Z_SYNC_FLUSH, done);
}
