/** The least function that loads Firestore's client: it reads one document. */
import { Firestore } from '@google-cloud/firestore';
import { http } from '@google-cloud/functions-framework';

const documents = new Firestore({ projectId: process.env.CLOUD_PROJECT });

http('hello', async (_request, response) => {
  await documents.doc('hello/document').get();
  response.send('hello');
});
