/** All cheats in workspaces of their own. */
import { ADDED_CHEATS } from './added-cheats.ts';
import { COMMAND_CHEATS } from './command-cheats.ts';
import { DECIDING_CHEATS } from './deciding-cheats.ts';
import { ENDED_CHEATS } from './ended-cheats.ts';
import { ENDED_PROGRAM_CHEATS } from './ended-program-cheats.ts';
import { EVADING_CHEATS } from './evading-cheats.ts';
import { HELD_CHEATS } from './held-cheats.ts';
import { KIND_CHEATS } from './kind-cheats.ts';
import { LEARNED_CHEATS } from './learned-cheats.ts';
import { LENIENT_CHEATS } from './lenient-cheats.ts';
import { LOT_CHEATS } from './lot-cheats.ts';
import type { OwnCase } from './own-case.ts';
import { PLAUSIBLE_CHEATS } from './plausible-cheats.ts';
import { SKIP_CHEATS } from './skip-cheats.ts';
import { STATED_CHEATS } from './stated-cheats.ts';
import { TEXT_CHEATS } from './text-cheats.ts';
import { UNRUN_CHEATS } from './unrun-cheats.ts';

export const CHEATS_BY_KIND: readonly (readonly OwnCase[])[] = [
  DECIDING_CHEATS,
  TEXT_CHEATS,
  PLAUSIBLE_CHEATS,
  KIND_CHEATS,
  SKIP_CHEATS,
  LENIENT_CHEATS,
  UNRUN_CHEATS,
  ENDED_CHEATS,
  ENDED_PROGRAM_CHEATS,
  COMMAND_CHEATS,
  STATED_CHEATS,
  LOT_CHEATS,
  HELD_CHEATS,
  LEARNED_CHEATS,
  EVADING_CHEATS,
  ADDED_CHEATS,
];
export const ALL_CHEATS = CHEATS_BY_KIND.flat();
