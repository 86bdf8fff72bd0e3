/**
 * Language models over HTTP: any OpenAI-compatible server, Anthropic, Gemini, bounded in time, size, number and money. Knows nothing of what
 * it is asked about.
 */
export { openGateway } from './gateway.ts';
export { type SpendingStore, spendingStore } from './spending-store.ts';
export { assistantPart } from './tables.ts';
