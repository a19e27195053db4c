/** Every function by name, for the functions framework; nothing else. What a function does not use is never loaded. */
import { type CloudEvent, cloudEvent, http } from '@google-cloud/functions-framework';
import { sharedService } from './service/shared.ts';

/** Unless told that it is in production the framework shows a sender where our files lie. */
process.env.NODE_ENV ??= 'production';

http('api', async (request, response) => {
  const { httpListener } = await import('./entry/http/listener.ts');
  httpListener(await sharedService())(request, response);
});

cloudEvent('onUpload', async (event: CloudEvent<unknown>) => {
  const { onUpload } = await import('./entry/events/on-upload.ts');
  await onUpload(await sharedService())(event);
});

cloudEvent('buildSummary', async (event: CloudEvent<unknown>) => {
  const { onRoundChanged } = await import('./entry/events/on-message.ts');
  await onRoundChanged(await sharedService())(event);
});

cloudEvent('remind', async (event: CloudEvent<unknown>) => {
  const { onDay } = await import('./entry/events/on-message.ts');
  await onDay(await sharedService())(event);
});
