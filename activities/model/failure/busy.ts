/**
 * Whether a provider says that it is busy, or not ready yet, under whatever status: some say so with 400 or
 * 403. Waiting helps. Pure.
 */

const NAMES =
  /(^|_)(rate_limit(ed|_error|_exceeded|_reached)?|throttl(ed|ing)|too_many_requests|resource_exhausted)(_|$)/;
/** Each with what one of them says. */
const WORDS: readonly RegExp[] = [
  // Bedrock: "Too many tokens, please wait before trying again."
  /\btoo many (requests|tokens)\b.{0,40}\b(please wait|slow down|try again|later)\b/i,
  // llama.cpp: "Loading model"; TGI, LocalAI: "Model is loading, please retry"
  /\b(loading model|model is (currently |still )?loading)\b/i,
  // LM Studio: "Model unloaded."; "The model has crashed without additional information."
  /\bmodel (was |has been )?unloaded\b|\bthe model has crashed\b/i,
];

export const saysBusy = (message: string): boolean => WORDS.some((words) => words.test(message));

/** `names`: what the error calls itself. */
export const isBusy = (names: readonly string[], message: string): boolean =>
  names.some((name) => NAMES.test(name)) || saysBusy(message);
