/** The name of a tool as the model meant it, where its format has put something around it. Pure. */

/**
 * Namespaces that models put in front of every function: gpt-oss and Kimi, Gemini, and those trained on
 * either.
 */
const NAMESPACE = /^(?:functions|function|tools|default_api)[.:/]/;

/**
 * `functions.shell`, `shell<|channel|>commentary`, ` shell ` → `shell`. A model that is shown such a name in
 * its own history repeats it (seen with gpt-oss), and no tool has it. What is left of other names is the name
 * as it came.
 */
export function calledName(written: string): string {
  const bare = written
    .replace(/<\|.*$/s, '')
    .trim()
    .replace(NAMESPACE, '');
  return bare === '' ? written : bare;
}
