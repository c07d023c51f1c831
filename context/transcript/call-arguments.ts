/**
 * A call's arguments as later requests repeat them. Some servers (vLLM, llama.cpp) read them as JSON and
 * refuse a request for good whose history holds a call with broken ones; so what is no object goes as a field
 * of one. Pure.
 */
export function repeatableArguments(text: string): string {
  if (objectIn(text) !== undefined) return text;
  return text.trim() === '' ? '{}' : JSON.stringify({ notAnObject: text });
}

/** `undefined`: it is not the JSON text of an object. */
export function objectIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
