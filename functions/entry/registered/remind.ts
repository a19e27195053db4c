/** remind: a day began. */
import './production.ts';
import { type CloudEvent, cloudEvent } from '@google-cloud/functions-framework';
import { sharedService } from '../../service/shared.ts';
import { onDay } from '../events/on-message.ts';

cloudEvent('remind', async (event: CloudEvent<unknown>) => onDay(await sharedService('remind'))(event));
