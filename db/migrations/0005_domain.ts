/** Follow-ups of events, sessions, conditions of programmes, measures with a direction, answered questions. */
export const domain = /* sql */ `
ALTER TABLE follow_up ADD COLUMN "event" TEXT;
ALTER TABLE event ADD COLUMN "attendees" TEXT CHECK (json_valid("attendees"));
ALTER TABLE event ADD COLUMN "sessions" TEXT CHECK (json_valid("sessions"));
ALTER TABLE programme ADD COLUMN "conditions" TEXT CHECK (json_valid("conditions"));
ALTER TABLE project ADD COLUMN "funding" TEXT CHECK (json_valid("funding"));
ALTER TABLE project ADD COLUMN "answers" TEXT CHECK (json_valid("answers"));
ALTER TABLE study ADD COLUMN "answers" TEXT CHECK (json_valid("answers"));
ALTER TABLE measure ADD COLUMN "direction" TEXT;
ALTER TABLE measure ADD COLUMN "baseline_date" TEXT;
ALTER TABLE measure ADD COLUMN "target_date" TEXT;
`;
