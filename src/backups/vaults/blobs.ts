/** Files by name, wherever they are kept. Names are ours: letters, digits, `.`, `-`, `_` and `/`. */
export interface Blobs {
  /** What people may see of where it is. */
  readonly place: string;
  /** Names below a folder (`chunks/`), or of all. */
  list(folder: string): Promise<readonly string[]>;
  /** Puts a whole file there, or none of it. */
  put(name: string, file: string): Promise<void>;
  /** Brings a file here. */
  get(name: string, file: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Lets go of what is held open; what is asked for afterwards opens it anew. */
  end(): Promise<void>;
}
