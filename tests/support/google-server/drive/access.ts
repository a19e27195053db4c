/** Which file a call is about, and whether the caller may. */
import { type Call, isTrue } from '../call.ts';
import { driveRefusal, fileNotFound, type Refused, sheetsRefusal } from '../refusals.ts';
import { may, type Role, SHEET, type StoredFile, type World } from '../world.ts';

/** The file of a Drive call. In a shared drive it is only there for who says `supportsAllDrives=true`. */
export function fileFor(
  call: Call,
  id: string,
  role: Role = 'reader',
  sharedDrives = supportsAllDrives(call),
): StoredFile {
  const file = call.world.files.get(id);
  if (!file || (file.driveId && !sharedDrives)) throw fileNotFound(id);
  if (!may(call.world, file, call.email, 'reader')) throw fileNotFound(id);
  if (!may(call.world, file, call.email, role)) throw insufficient();
  return file;
}

/** What the caller said about shared drives. */
export function supportsAllDrives(call: Call): boolean {
  return isTrue(call, 'supportsAllDrives') || isTrue(call, 'supportsTeamDrives');
}

/** The caller sees the file and may not do this. */
export function insufficient(): Refused {
  const message = 'The user does not have sufficient permissions for this file.';
  return driveRefusal(403, 'insufficientFilePermissions', message);
}

/** The spreadsheet of a Sheets call, with its file; Sheets knows no shared drives. */
export function spreadsheetFor(
  world: World,
  email: string,
  id: string,
  role: Role,
): StoredFile & { book: NonNullable<StoredFile['book']> } {
  const file = world.files.get(id);
  if (!file) throw sheetsRefusal(404, 'Requested entity was not found.');
  if (!may(world, file, email, role)) throw sheetsRefusal(403, 'The caller does not have permission');
  if (file.mimeType !== SHEET || !file.book) {
    throw sheetsRefusal(400, 'This operation is not supported for this document');
  }
  return file as StoredFile & { book: NonNullable<StoredFile['book']> };
}
