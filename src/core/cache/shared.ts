/** Where several processes keep what they have read, besides their own memory. */
export interface SharedStore {
  /** Whether it can be used, and others be heard, right now. While it cannot, nothing is taken from memory either. */
  ready(): boolean;
  /** Changes after each time that it was away. What was kept in memory before is not to be believed any more. */
  epoch(): number;
  /** Undefined when it is not there, or cannot be asked. */
  read(key: string, tags: readonly string[]): Promise<SharedEntry>;
  /** Keeps a text for a while, good as long as no tag is touched since its marks were read. */
  write(
    key: string,
    entry: { readonly text: string; readonly marks: string; readonly ttlMs: number },
  ): Promise<void>;
  /** Makes everything under these tags worthless, here and for all others. */
  touch(tags: readonly string[]): Promise<void>;
  /** Calls back with the tags that another process has touched. */
  onTouched(listener: (tags: readonly string[]) => void): () => void;
}

/** What was read together in one instant. */
export interface SharedEntry {
  readonly text?: string;
  /** The state of the tags then; absent when it could not be read. */
  readonly marks?: string;
}

/** The tag that stands for all of them, where more were touched than could be remembered. */
export const everything = '*';
