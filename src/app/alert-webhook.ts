import { webPost } from '../core/alerts/post.ts';
import { tellWebhook, webhookSetting } from '../core/alerts/webhook.ts';
import type { Registries, Surroundings } from './registries.ts';

/** Posts alerts to the address of the settings, else to the one of the file. */
export function openAlertWebhook(
  { config, clock, random, log, life }: Surroundings,
  { ports, secrets }: Registries,
): void {
  const { webhook, webhook_private: allowPrivate } = config.alerts;
  const { alerts, settings, texts } = ports;
  tellWebhook({
    ...{ alerts, settings, texts, clock, random, log, life: life.child('alert webhook') },
    post: webPost({ allowPrivate }),
    address: async () =>
      (await secrets.read({ scope: 'instance', name: webhookSetting })) ?? webhook?.reveal(),
  });
}
