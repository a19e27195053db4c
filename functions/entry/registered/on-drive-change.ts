/** onDriveChange: Google's word that something in the drive changed. */
import './production.ts';
import { http } from '@google-cloud/functions-framework';
import { jsonLog } from '../../adapters/json-log/json-log.ts';
import { readConfig } from '../../config.ts';
import { openDrivePush } from '../../service/drive-push.ts';
import { onDriveChange } from '../events/on-drive-change.ts';

const log = jsonLog();
let answer: ReturnType<typeof onDriveChange> | undefined;

http('onDriveChange', (request, response) => {
  answer ??= onDriveChange(openDrivePush(readConfig(process.env), log));
  answer(request, response).catch((error) => {
    log({ severity: 'ERROR', message: error.message, error });
    response.writeHead(503).end();
  });
});
