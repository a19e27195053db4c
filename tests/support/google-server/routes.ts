/** Google's addresses: which method of which API a request is, what it is checked against, and what it costs. */
import type { Answer, Call } from './call.ts';
import { getDrive, listChanges, startPageToken } from './drive/changes.ts';
import { stopChannel, watchChanges } from './drive/channels.ts';
import { createFile, deleteFile, exportFile, generateIds, getFile, listFiles, updateFile } from './drive/files.ts';
import {
  createPermission,
  deletePermission,
  getPermission,
  listPermissions,
  updatePermission,
} from './drive/permissions.ts';
import { createSpreadsheet, getSpreadsheet, updateSpreadsheet } from './sheets/spreadsheets.ts';
import { batchGetValues, batchUpdateValues, clearValues, getValues, updateValues } from './sheets/values.ts';
import type { StoredFile } from './world.ts';

export interface Route {
  readonly api: 'sheets' | 'drive';
  readonly verb: string;
  /** `{name}` is a part of the path. */
  readonly path: string;
  /** The method as googleapis names its parameters. */
  readonly method: string;
  /** Google's message for the body. */
  readonly body?: string;
  /** Google's message for the answer, which a mask is checked against. */
  readonly answer?: string;
  /** What an answer holds when the caller names no fields. */
  readonly fields?: string;
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

export interface RouteSettings {
  readonly lagMs: number;
  readonly mostExportBytes: number;
  readonly exported: (file: StoredFile) => Promise<Uint8Array>;
}

const FILE = 'kind,id,name,mimeType,teamDriveId,driveId';
const PERMISSION = 'kind,id,type,role';
const CHANGE = `kind,type,changeType,time,removed,fileId,driveId,file(${FILE})`;

/** All there is; what is not here this server does not know. */
export function routesOf(settings: RouteSettings): readonly Route[] {
  return [...sheetsRoutes(), ...fileRoutes(settings), ...otherDriveRoutes()];
}

function sheetsRoutes(): Route[] {
  const sheets = (
    verb: string,
    path: string,
    method: string,
    answer: string,
    run: Route['run'],
    body?: string,
  ): Route => ({
    api: 'sheets',
    verb,
    path: `/v4/spreadsheets${path}`,
    method: `Spreadsheets$${method}`,
    answer,
    run,
    ...(body === undefined ? {} : { body }),
  });
  const one = '/{spreadsheetId}';
  return [
    sheets('POST', '', 'Create', 'Spreadsheet', createSpreadsheet, 'Spreadsheet'),
    sheets('GET', one, 'Get', 'Spreadsheet', getSpreadsheet),
    sheets(
      'POST',
      `${one}:batchUpdate`,
      'Batchupdate',
      'BatchUpdateSpreadsheetResponse',
      updateSpreadsheet,
      'BatchUpdateSpreadsheetRequest',
    ),
    sheets('GET', `${one}/values:batchGet`, 'Values$Batchget', 'BatchGetValuesResponse', batchGetValues),
    sheets(
      'POST',
      `${one}/values:batchUpdate`,
      'Values$Batchupdate',
      'BatchUpdateValuesResponse',
      batchUpdateValues,
      'BatchUpdateValuesRequest',
    ),
    sheets(
      'POST',
      `${one}/values/{range}:clear`,
      'Values$Clear',
      'ClearValuesResponse',
      clearValues,
      'ClearValuesRequest',
    ),
    sheets('GET', `${one}/values/{range}`, 'Values$Get', 'ValueRange', getValues),
    sheets('PUT', `${one}/values/{range}`, 'Values$Update', 'UpdateValuesResponse', updateValues, 'ValueRange'),
  ];
}

function fileRoutes({ lagMs, mostExportBytes, exported }: RouteSettings): Route[] {
  const file = { api: 'drive', answer: 'File', fields: FILE } as const;
  const one = '/drive/v3/files/{fileId}';
  return [
    { ...file, verb: 'POST', path: '/drive/v3/files', method: 'Files$Create', body: 'File', run: createFile },
    { ...file, verb: 'PATCH', path: one, method: 'Files$Update', body: 'File', run: updateFile },
    {
      api: 'drive',
      verb: 'GET',
      path: '/drive/v3/files/generateIds',
      method: 'Files$Generateids',
      answer: 'GeneratedIds',
      run: generateIds,
    },
    { ...file, verb: 'GET', path: one, method: 'Files$Get', run: getFile },
    {
      api: 'drive',
      verb: 'GET',
      path: '/drive/v3/files',
      method: 'Files$List',
      answer: 'FileList',
      fields: `kind,nextPageToken,incompleteSearch,files(${FILE})`,
      run: (call) => listFiles(call, lagMs),
    },
    {
      api: 'drive',
      verb: 'GET',
      path: `${one}/export`,
      method: 'Files$Export',
      run: (call) => exportFile(call, exported, mostExportBytes),
    },
    { api: 'drive', verb: 'DELETE', path: one, method: 'Files$Delete', run: deleteFile },
  ];
}

function otherDriveRoutes(): Route[] {
  const permission = { api: 'drive', answer: 'Permission', fields: PERMISSION } as const;
  const all = '/drive/v3/files/{fileId}/permissions';
  const changes = { api: 'drive', path: '/drive/v3/changes' } as const;
  return [
    { ...permission, verb: 'POST', path: all, method: 'Permissions$Create', body: 'Permission', run: createPermission },
    { ...permission, verb: 'GET', path: `${all}/{permissionId}`, method: 'Permissions$Get', run: getPermission },
    {
      ...permission,
      verb: 'PATCH',
      path: `${all}/{permissionId}`,
      method: 'Permissions$Update',
      body: 'Permission',
      run: updatePermission,
    },
    {
      api: 'drive',
      verb: 'DELETE',
      path: `${all}/{permissionId}`,
      method: 'Permissions$Delete',
      run: deletePermission,
    },
    {
      api: 'drive',
      verb: 'GET',
      path: all,
      method: 'Permissions$List',
      answer: 'PermissionList',
      fields: `kind,nextPageToken,permissions(${PERMISSION})`,
      run: listPermissions,
    },
    {
      ...changes,
      verb: 'GET',
      method: 'Changes$List',
      answer: 'ChangeList',
      fields: `kind,nextPageToken,newStartPageToken,changes(${CHANGE})`,
      run: listChanges,
    },
    {
      ...changes,
      verb: 'GET',
      path: `${changes.path}/startPageToken`,
      method: 'Changes$Getstartpagetoken',
      answer: 'StartPageToken',
      run: startPageToken,
    },
    {
      ...changes,
      verb: 'POST',
      path: `${changes.path}/watch`,
      method: 'Changes$Watch',
      body: 'Channel',
      answer: 'Channel',
      run: watchChanges,
    },
    {
      api: 'drive',
      verb: 'POST',
      path: '/drive/v3/channels/stop',
      method: 'Channels$Stop',
      body: 'Channel',
      run: stopChannel,
    },
    {
      api: 'drive',
      verb: 'GET',
      path: '/drive/v3/drives/{driveId}',
      method: 'Drives$Get',
      answer: 'Drive',
      fields: 'kind,id,name',
      run: getDrive,
    },
  ];
}

/** The route of a request with the parts of its path. */
export function routeFor(
  routes: readonly Route[],
  verb: string,
  pathname: string,
): { route: Route; path: Record<string, string> } | undefined {
  for (const route of routes) {
    const match = route.verb === verb ? patternOf(route.path).exec(pathname) : null;
    if (!match) continue;
    const parts = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { route, path: Object.fromEntries(parts) };
  }
  return undefined;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/:]+)')}$`);
}
