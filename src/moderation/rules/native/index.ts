/** Rules of ours as the network's own, as far as its limits and its language go. Pure; changes nothing. */
export { type NativePlan, type PlannedRule, type Source, planNatively } from './pack.ts';
export { type LeftReason, leftReasons } from './say-natively.ts';
export { type Steps, stepsTo } from './steps.ts';
