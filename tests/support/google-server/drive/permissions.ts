/** `permissions` of Drive. */
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { type Answer, type Call, isTrue } from '../call.ts';
import { driveRefusal } from '../refusals.ts';
import { FOLDER, permissionFor, type StoredFile, touch } from '../world.ts';
import { fileFor } from './access.ts';
import { shownPermissions } from './shown.ts';

const TYPES = ['user', 'group', 'domain', 'anyone'];
const ROLES_OF_FILES = ['reader', 'commenter', 'writer', 'fileOrganizer'];

/** Shares a file. Sharing with the same person again changes the role, and there is still one permission. */
export function createPermission(call: Call): Answer {
  const body = call.body as drive_v3.Schema$Permission;
  const file = sharable(call);
  const { type, role, emailAddress: email = '' } = checkedPermission(call, body, file);
  const permission = permissionFor(email, role, type);
  file.permissions = [...file.permissions.filter(({ id }) => id !== permission.id), permission];
  notify(call, file, email, type);
  touch(call.world, file, call.email, 'metadata');
  return { json: { kind: 'drive#permission', ...permission } };
}

/** In shared drives a folder is shared by who organises files; a file by who may write. */
function sharable(call: Call): StoredFile {
  const file = fileFor(call, call.path.fileId ?? '');
  return fileFor(call, file.id, file.mimeType === FOLDER ? 'fileOrganizer' : 'writer');
}

function checkedPermission(
  call: Call,
  body: drive_v3.Schema$Permission,
  file: StoredFile,
): { type: string; role: string; emailAddress?: string } {
  const { type, role, emailAddress } = body;
  if (!type || !TYPES.includes(type)) throw invalidSharing('The permission type field is required.', 'permission.type');
  if (!role) throw invalidSharing('The permission role field is required.', 'permission.role');
  if (!ROLES_OF_FILES.includes(role)) {
    throw driveRefusal(
      403,
      'cannotShareTeamDriveWithNonGoogleAccounts',
      `The role ${role} cannot be set on this item.`,
    );
  }
  if (role === 'fileOrganizer' && file.mimeType !== FOLDER) {
    throw driveRefusal(403, 'fileOrganizerOnNonTeamDriveNotSupported', 'The role fileOrganizer is for folders only.');
  }
  if (type !== 'user' && type !== 'group') return { type, role };
  if (!emailAddress || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(emailAddress)) {
    const message = 'The specified emailAddress is invalid or not applicable for the given permission type.';
    throw invalidSharing(message, 'permission.emailAddress');
  }
  if (call.world.strangers.has(emailAddress.toLowerCase()) && !sendsLetter(call)) throw noAccount(emailAddress);
  return { type, role, emailAddress };
}

function invalidSharing(message: string, location: string): Error {
  return driveRefusal(400, 'invalid', message, { location, locationType: 'other' });
}

function noAccount(email: string): Error {
  const message = `Bad Request. User message: "You are trying to invite ${email}. Since there is no Google account associated with this email address, you must check the "Notify people" box to invite this recipient."`;
  return driveRefusal(400, 'invalidSharingRequest', message);
}

/** A letter is sent unless the caller says no. */
function sendsLetter(call: Call): boolean {
  return call.query.get('sendNotificationEmail') !== 'false';
}

function notify(call: Call, file: StoredFile, email: string, type: string): void {
  if (!sendsLetter(call) || (type !== 'user' && type !== 'group')) return;
  call.world.letters.push({ to: email, fileId: file.id, message: call.query.get('emailMessage') ?? undefined });
}

/** All permissions of a file, in a shared drive with the inherited ones. */
export function listPermissions(call: Call): Answer {
  const file = fileFor(call, call.path.fileId ?? '', 'writer');
  return { json: { kind: 'drive#permissionList', permissions: shownPermissions(call.world, file) } };
}

/** One permission. */
export function getPermission(call: Call): Answer {
  const file = fileFor(call, call.path.fileId ?? '', 'writer');
  const permission = shownPermissions(call.world, file).find(({ id }) => id === call.path.permissionId);
  if (!permission) throw permissionNotFound(call);
  return { json: permission };
}

/** Takes a permission away; an inherited one cannot be taken here. */
export function deletePermission(call: Call): Answer {
  const file = sharable(call);
  const id = call.path.permissionId;
  if (!file.permissions.some((permission) => permission.id === id)) {
    const inherited = shownPermissions(call.world, file).some((permission) => permission.id === id);
    if (!inherited) throw permissionNotFound(call);
    throw driveRefusal(403, 'cannotDeleteInheritedPermission', 'Cannot delete inherited permission.');
  }
  file.permissions = file.permissions.filter((permission) => permission.id !== id);
  touch(call.world, file, call.email, 'metadata');
  return { status: 204 };
}

/** Another role. */
export function updatePermission(call: Call): Answer {
  const file = sharable(call);
  const { role } = call.body as drive_v3.Schema$Permission;
  const permission = file.permissions.find(({ id }) => id === call.path.permissionId);
  if (!permission) throw permissionNotFound(call);
  if (!role || !ROLES_OF_FILES.includes(role) || isTrue(call, 'transferOwnership')) {
    throw invalidSharing('The permission role field is required.', 'permission.role');
  }
  permission.role = role;
  touch(call.world, file, call.email, 'metadata');
  return { json: { kind: 'drive#permission', ...permission } };
}

function permissionNotFound(call: Call): Error {
  const message = `Permission not found: ${call.path.permissionId}.`;
  return driveRefusal(404, 'notFound', message, { location: 'permissionId', locationType: 'parameter' });
}
