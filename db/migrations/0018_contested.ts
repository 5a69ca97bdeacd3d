/*
 * Fields on which more than one value stands, and every field that says that a record was removed: what may wait for a
 * person. Home and the state of sync ask for them all the time, and reading every head for it takes seconds in a
 * registry of 100,000 records. Kept by triggers, so that nothing that touches heads can forget it.
 */
export const contested = /* sql */ `
CREATE TABLE contested (
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (record_id, field)
) STRICT, WITHOUT ROWID;

INSERT INTO contested (record_id, field)
SELECT many.record_id, many.field
FROM (SELECT record_id, field FROM head GROUP BY record_id, field HAVING count(*) > 1) AS many
WHERE (SELECT count(*) FROM head JOIN operation ON operation.id = head.operation_id
       WHERE head.record_id = many.record_id AND head.field = many.field AND operation.action = 'set') > 1
UNION SELECT head.record_id, head.field FROM head JOIN operation ON operation.id = head.operation_id
WHERE head.field = '__deleted' AND operation.action = 'set';

CREATE TRIGGER head_contests AFTER INSERT ON head
WHEN (NEW.field = '__deleted' OR EXISTS (
    SELECT 1 FROM head AS other JOIN operation AS rival ON rival.id = other.operation_id
    WHERE other.record_id = NEW.record_id AND other.field = NEW.field
      AND other.operation_id <> NEW.operation_id AND rival.action = 'set'))
  AND (SELECT action FROM operation WHERE id = NEW.operation_id) = 'set'
BEGIN
  INSERT OR IGNORE INTO contested (record_id, field) VALUES (NEW.record_id, NEW.field);
END;

CREATE TRIGGER head_settles AFTER DELETE ON head
WHEN EXISTS (SELECT 1 FROM contested WHERE record_id = OLD.record_id AND field = OLD.field)
BEGIN
  DELETE FROM contested WHERE record_id = OLD.record_id AND field = OLD.field
    AND (SELECT count(*) FROM head JOIN operation ON operation.id = head.operation_id
         WHERE head.record_id = OLD.record_id AND head.field = OLD.field AND operation.action = 'set')
      < CASE OLD.field WHEN '__deleted' THEN 1 ELSE 2 END;
END;
`;
