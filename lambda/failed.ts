/** Ends a request: its message is the reason of the FAILED answer, read in a CloudFormation event at night. */
export class Failed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failed';
  }
}
