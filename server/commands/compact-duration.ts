/**
 * A duration as people read it at a glance: `59s`, `30m`, `1h 30m`, `2h`, `1d 0h 0m`. Whole units, rounded
 * down. Pure.
 */
export function compactDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes === 0) return `${whole}s`;
  if (hours === 0) return `${minutes}m`;
  if (days === 0) return minutes % 60 === 0 ? `${hours}h` : `${hours}h ${minutes % 60}m`;
  return `${days}d ${hours % 24}h ${minutes % 60}m`;
}
