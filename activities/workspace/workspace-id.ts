/** Thread ids become directory names; this is the only check between a caller's text and the file system. */
const PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** No separators, nothing hidden, nothing that climbs; at most 128 characters. */
export const isWorkspaceId = (threadId: string): boolean => PATTERN.test(threadId);
