/** The gate: newcomers answer before they are let in, and are let in by the platform's own verb. Shows and says nothing. */
export { Gate } from './gate.ts';
export type { Captcha, GateParts, GateRules } from './parts.ts';
export { gateStore } from './store.ts';
export { gatePart } from './tables.ts';
