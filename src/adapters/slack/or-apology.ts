/** Whatever failed, the person hears something: an answer that never comes looks as if nothing had happened. */

/** Rejects with what failed first: Slack itself may be out of reach, or the address too old, for the apology as well. */
export const orApology = async (answering: Promise<void>, apologize: () => Promise<unknown>): Promise<void> => {
  try {
    await answering
  } catch (error) {
    await apologize().catch(() => {})
    throw error
  }
}
