import { z } from 'zod';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Captcha } from '../../moderation/gate/index.ts';
import type { Config } from '../config-schema.ts';

const timeoutMs = 5000;
const longestResponse = 4096;

/** Where these services are asked, where nothing else is set. */
const usualUrls = {
  hcaptcha: 'https://api.hcaptcha.com/siteverify',
  turnstile: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
} as const;

const answerShape = z.object({ success: z.boolean() });

/** Asks the service that the operator has set whether a browser belongs to a person; undefined where none is set. */
export function captchaOf({ captcha }: Pick<Config, 'captcha'>): Captcha | undefined {
  if (!captcha) return undefined;
  const { kind, site_key: siteKey, secret, verify_url: url = usualUrls[kind] } = captcha;
  return {
    shown: { kind, siteKey },
    async passes(response, address) {
      if (response === '' || response.length > longestResponse) return false;
      const body = new URLSearchParams({ secret, response, remoteip: address, sitekey: siteKey });
      try {
        const answer = await fetch(url, {
          ...{ method: 'POST', body, redirect: 'error' },
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (!answer.ok) throw new Error(`It answered ${answer.status}`);
        return answerShape.parse(await answer.json()).success;
      } catch (failure) {
        throw new CastellanError('network', `${kind} cannot be asked (${messageOf(failure)})`, {
          cause: failure,
        });
      }
    },
  };
}
