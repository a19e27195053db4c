/** One line of the program's own log, for those who operate it. Names no commune's figures. */
export interface LogLine {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly message: string;
  readonly [detail: string]: unknown;
}

/** Writes a line; never fails. */
export type Log = (line: LogLine) => void;
