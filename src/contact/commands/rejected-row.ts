import {
  columnOf,
  type ContactFault,
  type IngestMapping,
  type ReadRow,
  type RejectionRecord,
} from '../domain';

/** What is told of a row that is no contact, or of one that cannot be taken; a row is told once for each of its faults. */
export const rejectionsOf = (
  row: ReadRow,
  faults: readonly ContactFault[],
  mapping: IngestMapping,
): readonly RejectionRecord[] =>
  'contact' in row
    ? faults.map((fault, ordinal) => ({
        ...{ ...fault, column: columnOf(mapping, fault.field), line: row.line, ordinal },
      }))
    : [{ ...row.fault, column: row.column, line: row.line, ordinal: 0 }];
