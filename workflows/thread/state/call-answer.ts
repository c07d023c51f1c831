/** The workflow's answer to a claim or another ask of the model. */
export interface CallAnswer {
  readonly granted: boolean;
  readonly text: string;
}
