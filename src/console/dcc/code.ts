import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../base/random.ts';

/** 40 bits: with five tries a connection there is nothing to guess, and it can be typed. */
const codeBytes = 5;

/** A code for one login: `3f2a9-1bc04`. */
export function newCode(random: Pick<Random, 'token'>): string {
  const digits = Buffer.from(random.token(codeBytes), 'base64url').toString('hex');
  return `${digits.slice(0, codeBytes)}-${digits.slice(codeBytes)}`;
}

/** Whether the code was typed, with or without its dash; takes the same time whatever is wrong. */
export const isCode = (typed: string, code: string): boolean =>
  timingSafeEqual(digest(typed), digest(code));

const digest = (text: string): Buffer =>
  createHash('sha256').update(text.toLowerCase().replace(/[\s-]/g, '')).digest();
