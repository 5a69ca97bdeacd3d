/* The text in which a readable entity came when nothing was left to do about it, so that it need not be parsed again. */
export const syncAnswer = /* sql */ `
-- Digest of that text; counts only together with \`seen\`, for the same entity comes in other words from some brokers.
ALTER TABLE sync_projection ADD COLUMN answer TEXT;
`;
