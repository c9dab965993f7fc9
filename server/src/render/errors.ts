/** What can stop an expression or the whole rendering. Thrown inside the renderer only, caught at the node that was being rendered. */

/** A mistake that Ruby Liquid prints in place as `Liquid error: …`; rendering goes on. */
export interface LiquidFailure {
  readonly failure: 'liquid';
  readonly message: string;
}

/** A limit of time or output was reached: rendering ends. */
export interface LimitFailure {
  readonly failure: 'limit';
  readonly message: string;
}

/** Never returns: throws a `Liquid error: <message>`. */
export function fail(message: string): never {
  const failure: LiquidFailure = { failure: 'liquid', message };
  throw failure;
}

/** Never returns: ends the rendering. */
export function stop(message: string): never {
  const failure: LimitFailure = { failure: 'limit', message };
  throw failure;
}

/** What was thrown, told apart; a bug of ours or a stack that ran over is `null`. */
export function asFailure(thrown: unknown): LiquidFailure | LimitFailure | null {
  return typeof thrown === 'object' && thrown !== null && 'failure' in thrown
    ? (thrown as LiquidFailure | LimitFailure)
    : null;
}

/** What is said of a rendering that was stopped for its time, here or from outside. */
export const TOO_SLOW = 'Rendering took too long and was stopped. Look for a loop that runs too often.';
