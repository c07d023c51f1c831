/** What the `audit` bench found, and how it is shown. Pure. */
import type { AuditOptions } from './options.ts';

export interface AuditFigures extends Omit<AuditOptions, 'json'> {
  /** Survey and check runs of the first look at a goal, without the checks' own time. */
  readonly baselineMs: number;
  /** The same of an audit, and its parts. */
  readonly auditMs: number;
  readonly surveyMs: number;
  readonly runsMs: number;
  /** `cp` of the workspace, once for each check. */
  readonly copiesMs: number;
  readonly auditToCopies: number;
  /** The workspace's state, kept for the first time and after ten files were changed. */
  readonly keepMs: number;
  readonly keepChangedMs: number;
}

export const auditTable = (figures: AuditFigures): string =>
  [
    `${figures.files} files, ${figures.megabytes} MB, ${figures.checks} checks; without the checks' own time, medians of ${figures.rounds}:`,
    `first look (also keeps the manifest and contents)  ${figures.baselineMs} ms`,
    `audit                                              ${figures.auditMs} ms`,
    `  survey: list, digest, seal, changes              ${figures.surveyMs} ms`,
    `  one copy, put back after each check              ${figures.runsMs} ms`,
    `a plain copy for each check                        ${figures.copiesMs} ms`,
    `audit to plain copies                              ${figures.auditToCopies}`,
    `a state, kept for the first time                   ${figures.keepMs} ms`,
    `a state, kept after ten files were changed         ${figures.keepChangedMs} ms`,
  ].join('\n');
