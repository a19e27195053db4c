/** Builds the summaries of rounds kept in a data folder. */
import { join } from 'node:path';
import { folderFiles } from '../adapters/folder-files/folder-files.ts';
import { sqliteDocuments } from '../adapters/sqlite-documents/sqlite-documents.ts';
import { buildSummary } from '../use-cases/register/build-summary.ts';
import { localTools, sha256 } from '../wiring.ts';
import { linkToReturn } from './link-to-return.ts';

export interface BuilderSettings {
  readonly formsFolder: string;
  readonly dataDir: string;
  /** Where the service is reached on the web. */
  readonly publicUrl: string;
}

/** Opens the stores and gives what builds one round's summary. */
export async function openBuilder({ formsFolder, dataDir, publicUrl }: BuilderSettings) {
  const { forms, clock, writeWorkbook } = localTools(formsFolder);
  const documents = await sqliteDocuments({ file: join(dataDir, 'data.sqlite') });
  const files = await folderFiles(join(dataDir, 'files'));
  return buildSummary({ documents, files, forms, clock, writeWorkbook, sha256, linkOf: linkToReturn(publicUrl) });
}
