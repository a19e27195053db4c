/** How much an untrusted workbook may ask of us. Counted while reading, never taken from what the file says of itself. */

const MB = 1024 * 1024;

export const MAX_FILE_MB = 5;
export const MAX_FILE_BYTES = MAX_FILE_MB * MB;
export const MAX_ENTRIES = 500;
export const MAX_ENTRY_BYTES = 20 * MB;
export const MAX_INFLATED_BYTES = 60 * MB;

/**
 * Relationships, content types, formats, sheets and defined names together. Excel itself keeps some 65,000 cell formats,
 * and copying sheets about leaves dead names behind by the thousand.
 */
export const MAX_LISTED = 100_000;
/** Excel allows 31. The name stands beside each finding of its sheet. */
export const MAX_SHEET_NAME = 255;

export const MAX_CELLS = 200_000;
export const MAX_CELL_CHARACTERS = 32_767;
export const MAX_CHARACTERS = 5_000_000;
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

/** Tags, attributes, entities and comments of all parts together: what XML costs is counted in these, not in bytes. */
export const MAX_XML_MARKS = 3_000_000;
export const MAX_XML_DEPTH = 100;
export const MAX_XML_ATTRIBUTES = 1_000;
/** Longest stretch of XML without a single mark: a cell of 32,767 characters fits even if each is an entity. */
export const MAX_XML_SILENCE = MB / 2;
