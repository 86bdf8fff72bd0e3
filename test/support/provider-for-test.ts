import { onTestFinished } from 'vitest';
import { type Behaviour, type Provider, aiProvider } from './ai-provider.ts';

/** A provider that ends with the test. */
export async function providerForTest(first: Behaviour): Promise<Provider> {
  const provider = await aiProvider(first);
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await provider.stop();
  };
  onTestFinished(stop);
  return { ...provider, stop };
}
