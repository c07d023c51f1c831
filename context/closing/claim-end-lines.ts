/** What became of the model's last claim after its tool call had been answered. Pure. */
import type { ClaimEnd } from '../../workflows/goal/claim-end.ts';

/** `paths`: the changed files that a person was asked about; none when nobody was. */
export function claimEndLines({ how, because }: ClaimEnd, paths: readonly string[]): string[] {
  if (how === 'lapsed' && because === 'edited')
    return [
      'The contract was edited before your last claim of completion was decided: this verdict does not count, and refuses ' +
        'nothing. Read the contract anew, and claim again when it holds.',
    ];
  if (how === 'lapsed' && because === 'checkFailed')
    return [
      'Your last claim of completion has lapsed: the checks were run again before it took effect, and not all of them passed. That ' +
        'refuses nothing. Look at their latest results, and claim again when they hold every time.',
    ];
  if (how === 'lapsed')
    return [
      'Your last claim of completion has lapsed: a change of the contract, a stop or a message came before it was decided. ' +
        'That refuses nothing. Claim again when it holds.',
    ];
  const files = paths.length === 0 ? 'tests or the configuration of their runner' : paths.join(', ');
  return [
    how === 'notAccepted'
      ? `Your last claim of completion is refused: a person did not accept the change of ${files}.`
      : `Your last claim of completion is refused: nobody accepted the change of ${files} in time.`,
    'They decide whether the checks pass. Put them back as they were at the start and make the checks pass without changing them, ' +
      'or tell the user why they have to change.',
  ];
}
