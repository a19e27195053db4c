/** A folder as a province collects it: 134 of 135 communes, and everything that comes with them. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRoundFile } from '../../functions/adapters/local-files/round-file.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { localTools } from '../../functions/wiring.ts';
import {
  composeReturn,
  fileOf,
  type MadeReturn,
  makeReturns,
  writeReturns,
  writeRoster,
} from '../../scripts/bench/generate-returns.ts';
import { zip } from '../support/zip.ts';

export const ROUND_FILE = fileURLToPath(
  new URL('../../sheets-templates/kiem-tra-cchc-2025/v1/example/round.yaml', import.meta.url),
);

/** Why a file does not count, by its name; the code of the refusal, or the reason for which another file is in force. */
export const SET_ASIDE = {
  'rong.xlsx': 'Tệp rỗng',
  'van-ban.xlsx': 'không phải là sổ tính Excel',
  'bang-tinh.xlsx': 'OpenDocument',
  'cat-cut.xlsx': 'Tệp bị hỏng',
  'bom.xlsx': 'lớn bất thường',
  'tong-ket.xlsx': 'theo biểu mẫu khác (mã "tong-ket-cchc-2021-2025"',
  'dot-khac.xlsx': 'của đợt khác (mã "kiem-tra-2024"',
  'ngoai-danh-sach.xlsx': 'không có trong danh sách đơn vị',
} as const;

export interface Batch {
  readonly folder: string;
  readonly roster: string;
  readonly communes: readonly Commune[];
  readonly missing: Commune;
  readonly copied: Commune;
  readonly corrected: Commune;
  readonly undecided: Commune;
  readonly spoilt: Commune;
}

/** Writes the folder below `root`. */
export async function writeBatch(root: string): Promise<Batch> {
  const [folder, roster] = [join(root, 'phieu'), join(root, 'danh-sach.csv')];
  const made = makeReturns(136, { mixed: true });
  const [copied, corrected, undecided, , spoilt] = made as [MadeReturn, MadeReturn, MadeReturn, MadeReturn, MadeReturn];
  const [missing, stranger] = made.slice(134) as [MadeReturn, MadeReturn];
  const communes = made.slice(0, 135).map(({ commune }) => commune);
  await writeReturns(folder, made.slice(0, 134), ROUND_FILE);
  await writeRoster(roster, communes);

  const round = await readRoundFile(ROUND_FILE);
  const write = (name: string, content: Uint8Array | string) => writeFile(join(folder, name), content);
  await copyFile(join(folder, fileOf(copied)), join(folder, 'ban sao.xlsx'));
  await write('da-sua.xlsx', await bytesOf({ ...corrected, seed: 1, saved: '2025-11-20T03:00:00.000Z' }, round));
  await write('cung-luc.xlsx', await bytesOf({ ...undecided, seed: 2 }, round));
  const later = { ...spoilt, defect: 'total differs', saved: '2025-11-20T03:00:00.000Z' } as const;
  await write('moi-ma-sai.xlsx', await bytesOf(later, round));
  await write('ngoai-danh-sach.xlsx', await bytesOf(stranger, round));
  await write('dot-khac.xlsx', await bytesOf(missing, { ...round, id: 'kiem-tra-2024' }));
  await write('tong-ket.xlsx', await otherForm(missing.commune));
  await writeUnreadable(folder, await readFile(join(folder, fileOf(copied))));
  return {
    folder,
    roster,
    communes,
    missing: missing.commune,
    copied: copied.commune,
    corrected: corrected.commune,
    undecided: undecided.commune,
    spoilt: spoilt.commune,
  };
}

/** Files that are no workbooks, whatever their names say. */
export async function writeUnreadable(folder: string, sound: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const opendocument = [
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'content.xml', content: '<office:document-content/>' },
  ];
  const files: Record<string, Uint8Array | string> = {
    'rong.xlsx': '',
    'van-ban.xlsx': 'Kính gửi: Văn phòng UBND tỉnh\n',
    'bang-tinh.xlsx': zip(opendocument),
    'cat-cut.xlsx': sound.subarray(0, sound.length >> 1),
    'bom.xlsx': zip([{ name: '[Content_Types].xml', content: Buffer.alloc(30_000_000, ' ') }]),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

async function bytesOf(made: MadeReturn, round: Round): Promise<Uint8Array> {
  const { forms, writeWorkbook } = localTools();
  return writeWorkbook(composeReturn(await forms.load(round.form, round.version), made, round));
}

async function otherForm(commune: Commune): Promise<Uint8Array> {
  const { forms, makeTemplate } = localTools();
  return makeTemplate(await forms.load('tong-ket-cchc-2021-2025', 2), commune);
}
