/** Tells the person that an answer is lost: without any answer the command would look undone. */

/** Rejects with the first failure: the apology may fail for the same reason. */
export const withFailureReply = async <T>(answering: Promise<T>, apologize: () => Promise<unknown>): Promise<T> => {
  try {
    return await answering
  } catch (error) {
    await apologize().catch(() => {})
    throw error
  }
}
