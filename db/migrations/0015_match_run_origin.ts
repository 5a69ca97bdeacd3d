/* Who asked, and of which state of the log: what has changed since a run can then be told. */
export const matchRunOrigin = /* sql */ `
ALTER TABLE match_run ADD COLUMN actor TEXT;
-- The last change of the log that the run saw.
ALTER TABLE match_run ADD COLUMN position INTEGER;
`;
