/** buildSummary: a round changed. */
import './production.ts';
import { type CloudEvent, cloudEvent } from '@google-cloud/functions-framework';
import { sharedService } from '../../service/shared.ts';
import { onRoundChanged } from '../events/on-message.ts';

cloudEvent('buildSummary', async (event: CloudEvent<unknown>) =>
  onRoundChanged(await sharedService('buildSummary'))(event),
);
