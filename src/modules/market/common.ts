import { type MarketDesk, type Result, refuse, word } from '../../sdk/index.ts';

export const manage = 'market.manage';
export const category = 'operators';
/** The id of an extension on offer. */
export const id = word({ example: 'quotes', maxLength: 32 });

interface Caller {
  readonly market: MarketDesk;
  readonly caller: { readonly id: string };
  readonly prefix: string;
}

/** Does it for whoever accepted the terms, and tells others of them. */
export async function onTerms<Value>(
  { market, caller, prefix }: Caller,
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const accepted = await market.hasAccepted(caller.id);
  return accepted ? work() : refuse('market.terms-first', { prefix });
}
