/**
 * What a turn is for: an answer to a person, the next step of a goal, or the summary when its budget is used
 * up.
 */
export type TurnKind = 'user' | 'continuation' | 'wrapUp';
