/**
 * Tests were only added to, and the check passes no more with their accepted texts in the copy: why a person
 * is asked about an addition. Pure.
 */
export interface FailedAsAccepted {
  /** The files, the first of many. */
  readonly paths: readonly string[];
  readonly check: string;
  /** One line of what the check printed then, or what was wrong with its run. */
  readonly said: string;
}

export function failedAsAcceptedText({ paths, check, said }: FailedAsAccepted): string {
  const [were, their] = paths.length === 1 ? ['was', 'its accepted text'] : ['were', 'their accepted texts'];
  return `${paths.join(', ')} ${were} only added to. With ${their} in the copy "${check}" failed: ${said.replace(/\.$/, '')}.`;
}
