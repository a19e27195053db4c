/** Google's clients, loaded when first used (0.1 s each), and whose account they act for. */
import type { drive_v3 } from 'googleapis/build/src/apis/drive/index.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';

export interface Access {
  readonly drive: drive_v3.Drive;
  readonly sheets: sheets_v4.Sheets;
  /** What an upload must be told besides: it has an address of its own, which follows the client's only if said again. */
  readonly upload: { readonly rootUrl?: string };
  /** Address of the account that everything is done as. */
  readonly account: string;
}

export type OpenAccess = () => Promise<Access>;

const SCOPES = ['https://www.googleapis.com/auth/drive', 'https://www.googleapis.com/auth/spreadsheets'];
const TIMEOUT_MS = 90_000;

/** Asking again is the business of `caller`, which knows of the quotas. */
const REQUESTS = { retry: false, timeout: TIMEOUT_MS } as const;

/** The clients by the machine's own account, or those of a server that stands in for Google on this machine. */
export function googleAccess(loopback?: string): OpenAccess {
  let opened: Promise<Access> | undefined;
  return () => {
    opened ??= (loopback ? openLoopback(loopback) : openGoogle()).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

async function openGoogle(): Promise<Access> {
  const [drive, sheets] = await load();
  const auth = new drive.auth.GoogleAuth({ scopes: SCOPES, clientOptions: { forceRefreshOnFailure: true } });
  const { client_email: account } = await auth.getCredentials();
  if (!account) throw new Error('the machine has no account of its own: no client_email');
  return {
    drive: drive.drive({ version: 'v3', auth, ...REQUESTS }),
    sheets: sheets.sheets({ version: 'v4', auth, ...REQUESTS }),
    upload: {},
    account,
  };
}

/** The account that the stand-in knows. */
export const LOOPBACK_ACCOUNT = 'he-thong@cchc-thu.iam.gserviceaccount.com';

async function openLoopback(rootUrl: string): Promise<Access> {
  const [drive, sheets] = await load();
  const auth = new drive.auth.OAuth2({
    clientId: 'loopback',
    clientSecret: 'loopback',
    forceRefreshOnFailure: true,
    endpoints: { oauth2TokenUrl: new URL('/token', rootUrl).href },
  });
  auth.setCredentials({ refresh_token: `refresh:${LOOPBACK_ACCOUNT}` });
  return {
    drive: drive.drive({ version: 'v3', auth, rootUrl, ...REQUESTS }),
    sheets: sheets.sheets({ version: 'v4', auth, rootUrl, ...REQUESTS }),
    upload: { rootUrl },
    account: LOOPBACK_ACCOUNT,
  };
}

/** The whole of googleapis takes 0.8 s and 110 MB. */
const load = () =>
  Promise.all([
    import('googleapis/build/src/apis/drive/index.js'),
    import('googleapis/build/src/apis/sheets/index.js'),
  ]);
