/** Complex numbers as `{ re, im }`. */
export const add = (a, b) => ({ re: a.re + b.re, im: a.im + b.im });
export const subtract = (a, b) => ({ re: a.re - b.re, im: a.im - b.im });
export const multiply = (a, b) => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });
export const scale = (a, factor) => ({ re: a.re * factor, im: a.im * factor });
export function divide(a, b) {
  const size = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / size, im: (a.im * b.re - a.re * b.im) / size };
}
export function exp(a) {
  const size = Math.exp(a.re);
  return { re: size * Math.cos(a.im), im: size * Math.sin(a.im) };
}
/** The principal branch. */
export const log = (a) => ({ re: Math.log(Math.hypot(a.re, a.im)), im: Math.atan2(a.im, a.re) });
/** The root with a real part that is not negative. */
export function sqrt(a) {
  const size = Math.hypot(a.re, a.im);
  const re = Math.sqrt((size + a.re) / 2);
  return { re, im: Math.sign(a.im || 1) * Math.sqrt((size - a.re) / 2) };
}
