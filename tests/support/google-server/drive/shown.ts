/** A file as Drive shows it. */
import { createHash } from 'node:crypto';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { above, FOLDER, may, type Permission, roleOf, SHEET, type StoredFile, type World } from '../world.ts';

/** All that this server knows of a file; the caller's mask takes from it. */
export function shownFile(world: World, file: StoredFile, email: string): drive_v3.Schema$File {
  const writes = may(world, file, email, 'writer');
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    ...(file.description === undefined ? {} : { description: file.description }),
    trashed: file.trashed,
    ...(file.parents.length > 0 ? { parents: file.parents } : {}),
    ...(Object.keys(file.appProperties).length > 0 ? { appProperties: file.appProperties } : {}),
    ...(Object.keys(file.properties).length > 0 ? { properties: file.properties } : {}),
    version: String(file.version),
    createdTime: new Date(file.createdTime).toISOString(),
    modifiedTime: new Date(file.modifiedTime).toISOString(),
    webViewLink: linkOf(file),
    lastModifyingUser: {
      kind: 'drive#user',
      emailAddress: file.lastModifyingUser,
      me: file.lastModifyingUser === email,
    },
    ...(file.driveId ? { driveId: file.driveId, teamDriveId: file.driveId } : {}),
    capabilities: {
      canEdit: writes,
      canShare: writes,
      canDownload: true,
      canAddChildren: writes && file.mimeType === FOLDER,
    },
    ...(file.content ? shownContent(file.content, file) : {}),
    permissionIds: [file, ...above(world, file)].flatMap(({ permissions }) => permissions.map(({ id }) => id)),
    ...(file.driveId ? {} : { permissions: file.permissions, ownedByMe: roleOf(world, file, email) === 'owner' }),
  };
}

function shownContent(content: Uint8Array, file: StoredFile): drive_v3.Schema$File {
  return {
    size: String(content.byteLength),
    md5Checksum: createHash('md5').update(content).digest('hex'),
    sha256Checksum: createHash('sha256').update(content).digest('hex'),
    headRevisionId: `revision-${file.revision}`,
    originalFilename: file.name,
  };
}

function linkOf(file: StoredFile): string {
  if (file.mimeType === FOLDER) return `https://drive.google.com/drive/folders/${file.id}`;
  if (file.mimeType === SHEET) return `https://docs.google.com/spreadsheets/d/${file.id}/edit?usp=drivesdk`;
  return `https://drive.google.com/file/d/${file.id}/view?usp=drivesdk`;
}

/** Permissions of a file, with those that come from above it. */
export function shownPermissions(world: World, file: StoredFile): drive_v3.Schema$Permission[] {
  const all = [file, ...above(world, file)].flatMap((from) =>
    from.permissions.map((permission) => ({ permission, from })),
  );
  const byId = Map.groupBy(all, ({ permission }) => permission.id);
  return [...byId.values()].flatMap((same) => {
    const [nearest] = same;
    if (!nearest) return [];
    return [{ kind: 'drive#permission', ...nearest.permission, ...(file.driveId ? details(same, file) : {}) }];
  });
}

function details(
  same: readonly { permission: Permission; from: StoredFile }[],
  file: StoredFile,
): drive_v3.Schema$Permission {
  const permissionDetails = same.map(({ permission, from }) => ({
    permissionType: from.id === file.driveId ? 'member' : 'file',
    role: permission.role,
    inherited: from !== file,
    ...(from === file ? {} : { inheritedFrom: from.id }),
  }));
  return { permissionDetails };
}
