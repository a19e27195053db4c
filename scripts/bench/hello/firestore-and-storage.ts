/** The least function that loads the clients of Firestore and Cloud Storage: it reads one document and one object. */
import { Firestore } from '@google-cloud/firestore';
import { http } from '@google-cloud/functions-framework';
import { Storage } from '@google-cloud/storage';

const projectId = process.env.CLOUD_PROJECT;
const documents = new Firestore({ projectId });
const bucket = new Storage({ projectId }).bucket(process.env.INBOX_BUCKET ?? '');

http('hello', async (_request, response) => {
  const object = bucket.file(process.env.BENCH_OBJECT ?? '').download({ decompress: false });
  await Promise.all([documents.doc('hello/document').get(), object]);
  response.send('hello');
});
