/** Whatever failed, the person hears something: an answer that never comes looks as if nothing had happened. */

/** Rejects with what failed first: Slack itself may be out of reach, or the address too old, for the apology as well. */
export const withFailureReply = async <T>(answering: Promise<T>, apologize: () => Promise<unknown>): Promise<T> => {
  try {
    return await answering
  } catch (error) {
    await apologize().catch(() => {})
    throw error
  }
}
