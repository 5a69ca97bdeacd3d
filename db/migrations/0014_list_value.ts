/**
 * What lists are sorted, grouped and counted by, apart from the wide rows that say it: one narrow line for each value
 * of a field of a record that is there. `field` is the place of the field in db/listValues.ts, which also fills the
 * table when a file is opened whose lines were made from other fields. No foreign key: with one, writing several lines
 * opens a savepoint, and at each the full-text index writes what it has gathered.
 */
export const listValue = /* sql */ `
CREATE TABLE list_value (
  field INTEGER NOT NULL,
  value ANY NOT NULL,
  row INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (field, value, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_value_row ON list_value (row, field);
`;
