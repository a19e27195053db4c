/** Whose failure it is: one file's, or everybody's. */
import { Problem } from '../../../problems.ts';

/** What the province reads where we ourselves are at fault. */
export const OUR_FAULT =
  'Hệ thống gặp lỗi ở bước này. Hãy báo cán bộ công nghệ thông tin của tỉnh; chi tiết có trong nhật ký máy chủ.';

/** What the province reads of a failure. */
export const sentenceOf = (error: unknown): string => (error instanceof Problem ? error.message : OUR_FAULT);

const isStore = (error: Problem): boolean => error.code.startsWith('STORE_');
/** Google was too busy, and may not be so the next time. */
export const isBusy = (error: unknown): boolean => error instanceof Problem && error.code === 'DRIVE_BUSY';

/** So many files in a row for which Google was too busy are no longer these files' own matter. */
const MOST_BUSY = 2;

export interface Endurance {
  /** One went well. */
  readonly went: () => void;
  /** One did not. @throws what failed, where there is no use in trying the next one */
  readonly failed: (error: unknown) => void;
}

/** Tells apart what fails for one from what fails for all. */
export function endurance(): Endurance {
  let busy = 0;
  return {
    went() {
      busy = 0;
    },
    failed(error) {
      if (!(error instanceof Problem)) return;
      if (error.code === 'DRIVE_NOT_READY' || isStore(error)) throw error;
      busy = isBusy(error) ? busy + 1 : 0;
      if (busy >= MOST_BUSY) throw error;
    },
  };
}
