/** A duration for people: `0.4 s`, `59 s`, `12 min 5 s`, `3 h 40 min`, `2 d 4 h`; at most two units. Pure. */
export function humanDuration(seconds: number): string {
  if (seconds < 10) return `${Math.round(Math.max(0, seconds) * 10) / 10} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return joined(days, 'd', hours % 24, 'h');
  if (hours > 0) return joined(hours, 'h', minutes % 60, 'min');
  return minutes > 0 ? joined(minutes, 'min', whole % 60, 's') : `${whole} s`;
}

const joined = (large: number, unit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
