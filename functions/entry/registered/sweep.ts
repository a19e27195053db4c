/** sweep: time to look round for what no event told of. */
import './production.ts';
import { type CloudEvent, cloudEvent } from '@google-cloud/functions-framework';
import { sharedService } from '../../service/shared.ts';
import { onSweep } from '../events/on-message.ts';

cloudEvent('sweep', async (event: CloudEvent<unknown>) => onSweep(await sharedService('sweep'))(event));
