/** People read it without parts of a second. */
export const shortTime = (iso: string): string => iso.replace(/\.\d+Z$/, 'Z');
