/** Spreadsheets in a drive as a front beside Excel, where the settings name a drive. */
import { googleSheets } from '../adapters/google-sheets/google-sheets.ts';
import { pubsubPublish } from '../adapters/pubsub-announce/pubsub-publish.ts';
import { MAX_FILE_BYTES } from '../adapters/xlsx-reader/limits.ts';
import type { CloudSettings, Config, DriveSettings } from '../config.ts';
import type { Documents } from '../ports/documents.ts';
import type { Files } from '../ports/files.ts';
import type { Log } from '../ports/log.ts';
import { makeSheetModel } from '../use-cases/make-template.ts';
import type { Register } from '../use-cases/register/register.ts';
import { type SheetsRegister, sheetsRegister } from '../use-cases/register/sheets/sheets-register.ts';
import type { registerNeeds } from './register-needs.ts';
import { signer } from './secret-key.ts';

export interface SheetsParts {
  readonly documents: Documents;
  readonly files: Files;
  readonly register: Register;
  readonly needs: ReturnType<typeof registerNeeds>;
  readonly log: Log;
}

/** Opens them; Google is asked only by what sweeps. */
export function openSheets(
  config: Config,
  cloud: CloudSettings,
  drive: DriveSettings,
  parts: SheetsParts,
): SheetsRegister {
  const { register, needs, ...stores } = parts;
  const { forms, clock, newId, sha256 } = needs;
  const { project, sweepTopic, templateKey } = cloud;
  const publish = pubsubPublish({ projectId: project });
  return sheetsRegister({
    ...stores,
    forms,
    clock,
    newId,
    sha256,
    receive: register.receive,
    annotated: register.takeAway.annotated,
    front: googleSheets({ ...drive, channelToken: drive.channelToken ?? '', limitBytes: MAX_FILE_BYTES }),
    async readWorkbook(bytes) {
      const { readXlsx } = await import('../adapters/xlsx-reader/read-xlsx.ts');
      return readXlsx(bytes);
    },
    sheetModel: makeSheetModel({ clock, sign: templateKey === undefined ? undefined : signer(templateKey) }),
    officers: (config.officers ?? []).map(({ address }) => address),
    askSweep: () => publish(sweepTopic, { reason: 'sheets' }),
  });
}
