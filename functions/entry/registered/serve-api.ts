/** api on Cloud Run: the pages and the API behind our own guarded server, which ends its work when Google ends the instance. */
import './production.ts';
import { jsonLog } from '../../adapters/json-log/json-log.ts';
import { readConfig } from '../../config.ts';
import { startService } from '../../service/start.ts';

async function serve(): Promise<void> {
  const log = jsonLog();
  const running = await startService(readConfig(process.env), log, { registerFunctions: async () => {} });
  log({ severity: 'INFO', message: 'listening', port: running.port });
  process.once('SIGTERM', () => running.stop().then(() => process.exit(0)));
}

serve().catch((error) => {
  jsonLog()({ severity: 'ERROR', message: error.message, error });
  process.exit(1);
});
