/** What Temporal holds of threads that are purged. */
export interface WorkflowHistories {
  /** Ends the workflow, if it runs. `isAtWork`: Activities of it were running, and are told to end. */
  end(workflowId: string): Promise<{ readonly isAtWork: boolean }>;
  /** Every run of it, with its history. */
  remove(workflowId: string): Promise<void>;
}
