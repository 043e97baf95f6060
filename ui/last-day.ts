/** The last instant something is good: the end of a day is kept as the first instant after it. For words and columns. */
export const lastMomentOf = (expires_at: string | Date): Date => new Date(new Date(expires_at).getTime() - 1)
