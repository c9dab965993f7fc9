/** Repeats an action until it does not throw; gives up with what it was for. Times in milliseconds. */
export async function until(what, action, limit = 30_000) {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (Date.now() > end) throw new Error(`Gave up waiting for ${what}: ${error.message}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
