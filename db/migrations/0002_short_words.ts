/*
 * A question that is being typed begins with one or two letters, which are the beginning of thousands of
 * words: the full-text index keeps what begins with each of them together. It gathers 16 MB in memory
 * before it writes a part, so that an import leaves few of them. The index is empty after this; as it has
 * no mark of how it was made, it is made anew when the registry is opened.
 */
export const shortWords = /* sql */ `
DROP TABLE search_text;
CREATE VIRTUAL TABLE search_text USING fts5 (
  title, alias, place, body, related,
  content = '', contentless_delete = 1, prefix = '1 2',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 16777216);
DELETE FROM meta WHERE key = 'search.folding';
`;
