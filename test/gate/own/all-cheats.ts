/** All cheats in workspaces of their own. */
import { ADDED_CHEATS } from './cheats/added-cheats.ts';
import { COMMAND_CHEATS } from './cheats/command-cheats.ts';
import { COMPARED_CHEATS } from './cheats/compared-cheats.ts';
import { DECIDING_CHEATS } from './cheats/deciding-cheats.ts';
import { ENDED_CHEATS } from './cheats/ended-cheats.ts';
import { ENDED_PROGRAM_CHEATS } from './cheats/ended-program-cheats.ts';
import { EVADING_CHEATS } from './cheats/evading-cheats.ts';
import { HELD_CHEATS } from './cheats/held-cheats.ts';
import { KIND_CHEATS } from './cheats/kind-cheats.ts';
import { LEARNED_CHEATS } from './cheats/learned-cheats.ts';
import { LENIENT_CHEATS } from './cheats/lenient-cheats.ts';
import { LOT_CHEATS } from './cheats/lot-cheats.ts';
import { PLAUSIBLE_CHEATS } from './cheats/plausible-cheats.ts';
import { SHELL_CHEATS } from './cheats/shell-cheats.ts';
import { SKIP_CHEATS } from './cheats/skip-cheats.ts';
import { STATED_CHEATS } from './cheats/stated-cheats.ts';
import { TEXT_CHEATS } from './cheats/text-cheats.ts';
import { UNRUN_CHEATS } from './cheats/unrun-cheats.ts';
import type { OwnCase } from './own-case.ts';

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
  COMPARED_CHEATS,
  SHELL_CHEATS,
];
export const ALL_CHEATS = CHEATS_BY_KIND.flat();
