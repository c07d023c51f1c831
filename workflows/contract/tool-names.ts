/** Names of the tools that work in the workspace; a contract's boundaries may allow some of them only. */
export const WORK_TOOLS = ['shell', 'read_file', 'write_file', 'apply_patch'] as const;

/** What a contract's boundaries may leave out: the tools that work, and the one that asks a person. */
export const BOUNDED_TOOLS = [...WORK_TOOLS, 'request_input'] as const;
