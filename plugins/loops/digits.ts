// Sines, powers and logarithms to ten digits: engines differ in the last of their own, and a search that compares
// what is equal but for that would go another way on each.
const TEN = 1e10;

const cut = (value: number) => Math.round(value * TEN) / TEN;

export const sin = (angle: number) => cut(Math.sin(angle));
export const cos = (angle: number) => cut(Math.cos(angle));
export const power = (base: number, exponent: number) => cut(base ** exponent);
export const log = (value: number) => cut(Math.log(value));
