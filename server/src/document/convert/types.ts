/** A request as text: what a curl command, an `.http` file, Braze's webhook object and a webhook file have in common. */
export interface WrittenRequest {
  readonly method: string;
  /** With its Liquid, as all values here. */
  readonly url: string;
  /** In the order written. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}
