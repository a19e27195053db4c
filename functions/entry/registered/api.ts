/** api under the functions framework. On Cloud Run it is started by `serve-api.ts`, behind our own server. */
import './production.ts';
import { http } from '@google-cloud/functions-framework';
import { sharedService } from '../../service/shared.ts';
import { httpListener } from '../http/listener.ts';

http('api', async (request, response) => {
  httpListener(await sharedService('api'))(request, response);
});
