/** Faults of a form definition, all collected before any is said. */
import { ExpressionFault } from '../expression/parse.ts';
import { SentenceFault } from '../text/sentence-template.ts';

/** What is wrong with a form definition: a finished Vietnamese sentence and where it stands in the file. */
export interface FormFault {
  readonly path: readonly (string | number)[];
  readonly sentence: string;
}

/** Collects faults while the form is read, so that all are reported at once. */
export interface FaultList {
  readonly faults: FormFault[];
  /** Runs `read`; a fault of grammar is noted at `path` and `undefined` given. */
  attempt<T>(path: FormFault['path'], read: () => T): T | undefined;
}

/** An empty list. */
export function faultList(): FaultList {
  const faults: FormFault[] = [];
  return {
    faults,
    attempt(path, read) {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof ExpressionFault) && !(error instanceof SentenceFault)) throw error;
        faults.push({ path, sentence: `${error.message}.` });
        return undefined;
      }
    },
  };
}
