/** Names of the tools that work in the workspace; a contract's boundaries may allow some of them only. */
export const WORK_TOOLS = ['shell', 'read_file', 'write_file', 'apply_patch'] as const;
