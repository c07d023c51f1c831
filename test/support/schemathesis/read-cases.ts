/** What a report of Schemathesis (NDJSON, an event a line) says of the requests that were made. Pure. */

export interface GeneratedCases {
  /** Requests that were made and looked at. */
  readonly cases: number;
  /** `<operation>: <check>`, each once. */
  readonly failures: readonly string[];
}

interface Scenario {
  readonly label: string;
  readonly cases?: Readonly<Record<string, unknown>>;
  readonly checks?: Readonly<Record<string, readonly { readonly name: string; readonly status: string }[]>>;
}

export function readCases(report: string): GeneratedCases {
  let cases = 0;
  const failures = new Set<string>();
  for (const line of report.split('\n')) {
    const scenario = scenarioOf(line);
    cases += Object.keys(scenario?.cases ?? {}).length;
    for (const { name, status } of Object.values(scenario?.checks ?? {}).flat())
      if (status === 'failure') failures.add(`${scenario?.label}: ${name}`);
  }
  return { cases, failures: [...failures].sort() };
}

function scenarioOf(line: string): Scenario | undefined {
  if (!line.startsWith('{"ScenarioFinished"')) return undefined;
  return (JSON.parse(line) as { ScenarioFinished: { recorder: Scenario } }).ScenarioFinished.recorder;
}
