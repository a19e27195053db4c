/** What goes wrong in real returns, put into made-up ones on request. */
import { type Figures, NIL } from './made-figures.ts';

type Spoil = (figures: Figures) => Figures;

const PUBLISHED = {
  '3.2': 1440,
  '3.3': 1439,
  '3.4': 1,
  '3.5': NIL,
  '3.8': 1378,
  '3.9': 1338,
  '3.10': 40,
  '3.10.a': '2,90%',
  '3.11': 62,
  '3.12': 0,
  '3.13': 'Hồ sơ đất đai phải xác minh nguồn gốc',
} as const satisfies Figures;

/** By name: what each does to a sound return. */
export const DEFECTS = {
  'total differs': (figures) => ({ ...figures, '3.2': Number(figures['3.2']) + 1 }),
  'dot eaten by Excel': (figures) => ({ ...figures, '9.3.a': 16.807 }),
  'text for a number': (figures) => ({ ...figures, '1.6': 'khoảng 5.000 người' }),
  'number as text': (figures) => ({ ...figures, '3.3': ` ${Number(figures['3.3']).toLocaleString('de-DE')} ` }),
  'decomposed text': (figures) => mapTexts(figures, (text) => text.normalize('NFD')),
  'required left blank': (figures) => ({ ...figures, '3.10': '' }),
  'share truncated': (figures) => ({ ...figures, ...PUBLISHED, '3.9.a': '97,09%' }),
  'share of another base': (figures) => ({ ...figures, ...PUBLISHED, '3.9.a': '92,92%' }),
  'code outside its list': (figures) => ({ ...figures, '9.2.c': '6' }),
  'numerator above denominator': (figures) => ({ ...figures, '9.5.a': 23, '9.5.b': 22, '9.5.c': '104.55%' }),
  'half left blank': (figures) => Object.fromEntries(Object.entries(figures).filter(([code]) => /^[358]/.test(code))),
} as const satisfies Record<string, Spoil>;

export type Defect = keyof typeof DEFECTS;

/** Puts the defect into the figures. */
export const spoil = (figures: Figures, defect: Defect): Figures => (DEFECTS[defect] as Spoil)(figures);

const mapTexts = (figures: Figures, change: (text: string) => string): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([code, figure]) => [code, typeof figure === 'string' ? change(figure) : figure]),
  );
