/** Where the values of secret settings lie. The settings themselves hold only whether one was set. */
export interface SecretVault {
  keep(scope: string, name: string, secret: string): Promise<void>;
  forget(scope: string, name: string): Promise<void>;
}
