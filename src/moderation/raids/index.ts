/**
 * Acts on raids: brings a space to a level, remembers what was there before it touches anything, and puts it back by
 * command or by itself. Which level is due is judged in `guard/raids`.
 */
export { DoorKeeper, type Lifted, type Turned, type Wanted, heights } from './door-keeper.ts';
export { type Guarded, keyOf } from './guarded.ts';
