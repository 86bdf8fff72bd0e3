import { ok, refuse } from '../../src/base/result.ts';
import type { NewcomerState } from '../../src/core/gate/desk.ts';
import { defineTexts, textBook } from '../../src/core/texts/texts.ts';
import type { DashboardPorts } from '../../src/dashboard/ports.ts';
import { gate as gateModule } from '../../src/modules/gate/index.ts';
import { isProof } from '../../src/moderation/gate/proof.ts';

export const gateCode = 'a-code-for-the-gate';
const pageKey = 'a-key-of-the-gate';
const proof = { salt: 'salt.', bits: 8 };

/** The work that the page's script does. */
export function nonceFor({ salt, bits }: typeof proof = proof): string {
  for (let at = 0; ; at += 1) if (isProof(salt, String(at), bits)) return String(at);
}

/** Somebody at the gate of Castle, who is asked for 3 + 4. */
export function sampleGate(): DashboardPorts['gate'] {
  const texts = textBook();
  texts.add(gateModule.texts ?? defineTexts({ en: {}, fr: {} }));
  let state: NewcomerState = 'waiting';
  let left = 3;
  const question = { kind: 'sum', one: 3, other: 4 } as const;
  return {
    say: (language) => texts.in(language === 'fr' ? 'fr' : 'en'),
    desk: {
      open: (code) =>
        Promise.resolve(
          code === gateCode
            ? ok({ key: pageKey, untilMs: 4_000_000_000_000 })
            : refuse('gate.link-over'),
        ),
      seen: (key) =>
        Promise.resolve(
          key === pageKey
            ? ok({ place: 'Castle', state, question, left, proof })
            : refuse('gate.link-over'),
        ),
      solve(key, { answer, nonce }) {
        if (key !== pageKey) return Promise.resolve(refuse('gate.link-over'));
        if (!isProof(proof.salt, nonce, proof.bits))
          return Promise.resolve(refuse('gate.no-proof'));
        if (answer.trim() === '7') {
          state = 'passed';
          return Promise.resolve(ok({ step: 'passed', place: 'Castle' }));
        }
        left -= 1;
        return Promise.resolve(ok({ step: 'wrong', place: 'Castle', question, left, here: true }));
      },
    },
  };
}
