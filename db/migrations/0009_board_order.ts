/** The place of a project in its column of the board. Projects that nobody has moved yet have none. */
export const boardOrder = /* sql */ `
ALTER TABLE project ADD COLUMN "board_order" TEXT;
`;
