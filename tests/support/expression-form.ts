/** The small form over which the cases of the rule grammar are stated. */

import type { Scope } from '../../functions/domain/expression/evaluate.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Answers } from '../../functions/domain/submission/answers.ts';
import { constantsOf, scopeOf } from '../../functions/domain/submission/figures.ts';
import { aForm } from './builders.ts';

const figure = (code: string) => ({ code, key: `so_${code}`, label: `Số ${code}`, type: 'amount', min: -1000 });

/** Every type of input, by one-letter codes. */
export const EXPRESSION_FORM: Form = aForm({
  constants: { muoi: { value: 10, label: 'mười' }, am: { value: -5, label: 'âm' } },
  sections: [
    {
      code: '1',
      key: 'phan',
      title: 'Phần',
      sheet: 'Phần',
      rows: [
        ...['a', 'b', 'c'].map(figure),
        { code: 's', key: 'ty_trong', label: 'Tỷ trọng', type: 'share' },
        ratio('r', '[b]', '[a]'),
        ratio('r2', '[b]', '[a] - [c]'),
        {
          code: 'k',
          key: 'lua_chon',
          label: 'Chọn',
          type: 'choice',
          choices: [
            { code: 1, label: 'Một' },
            { code: 2, label: 'Hai' },
          ],
        },
        { code: 'y', key: 'co_khong', label: 'Có không', type: 'yesno' },
        { code: 't', key: 'chu', label: 'Chữ', type: 'text' },
        { code: 'm', key: 'danh_dau', label: 'Đánh dấu', type: 'mark' },
        { code: 'd', key: 'ngay', label: 'Ngày', type: 'date' },
        { code: 'v', key: 'van_ban', label: 'Văn bản', type: 'document' },
        {
          table: {
            code: 'B',
            key: 'bang',
            label: 'Bảng',
            freeRows: 3,
            columns: [{ code: 'x', key: 'x', label: 'Nội dung', type: 'text' }],
          },
        },
      ],
    },
  ],
});

function ratio(code: string, numerator: string, denominator: string) {
  return { code, key: `ty_le_${code}`, label: `Tỷ lệ ${code}`, type: 'ratio', ratio: { numerator, denominator } };
}

/** How the server reads `answers`. */
export function expressionScope(answers: Answers): Scope {
  return scopeOf(EXPRESSION_FORM, answers, constantsOf(EXPRESSION_FORM));
}
