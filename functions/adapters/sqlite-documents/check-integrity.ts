/** Whether SQLite finds its file sound; a file that is none of SQLite's is not. */
export async function isSoundDatabase(file: string): Promise<boolean> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db.prepare('PRAGMA integrity_check').get()?.integrity_check === 'ok';
  } catch {
    return false;
  } finally {
    db.close();
  }
}
