/** `exactOptionalPropertyTypes`: what is absent is left out. */
export function withoutGaps<Value>(value: unknown, _like?: Value): Value {
  const clean: unknown = JSON.parse(JSON.stringify(value));
  if (isOf<Value>(clean)) return clean;
  throw new TypeError('Nothing is left');
}

/** It was checked, and only lost what was undefined. */
const isOf = <Value>(value: unknown, _like?: Value): value is Value => value !== undefined;
