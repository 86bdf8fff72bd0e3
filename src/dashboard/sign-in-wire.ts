/** What goes between the server and the page about who is signed in. Imports nothing; the page takes it from `wire.ts`. */

export interface ProductView {
  readonly name: string;
  readonly version: string;
}

export type SessionView =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true;
      /** Goes back in the header `x-castellan-token` of everything that changes state. */
      readonly csrf: string;
      readonly expiresAtMs: number;
      readonly hasPassword: boolean;
      readonly product: ProductView;
    };

export interface LoginRequest {
  /** The owner token or, once set, the password. */
  readonly secret: string;
}

export interface PasswordRequest {
  readonly password: string;
}

/** One signed-in browser. The id names the session in lists; it opens nothing. */
export interface SessionEntry {
  readonly id: string;
  readonly current: boolean;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
  readonly expiresAtMs: number;
  readonly address: string;
  readonly browser: string;
}
