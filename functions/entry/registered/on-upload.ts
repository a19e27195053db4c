/** onUpload: an object was finalised in the inbox bucket. */
import './production.ts';
import { type CloudEvent, cloudEvent } from '@google-cloud/functions-framework';
import { sharedService } from '../../service/shared.ts';
import { onUpload } from '../events/on-upload.ts';

cloudEvent('onUpload', async (event: CloudEvent<unknown>) => onUpload(await sharedService('onUpload'))(event));
