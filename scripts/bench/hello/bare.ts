/** The least that the functions framework can serve. */
import { http } from '@google-cloud/functions-framework';

http('hello', (_request, response) => {
  response.send('hello');
});
