/** Who this program is to Google Cloud. */
import type { AuthClient, GoogleAuth } from 'google-auth-library';
import { Problem } from '../../problems.ts';
import { within } from './within.ts';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** Far longer than the metadata server of Google Cloud takes. */
const PATIENCE_MS = 15_000;

/**
 * The credentials of the machine: of its service account on Google Cloud, of the person signed in elsewhere; none for an
 * emulator. Google's own clients look for them too, but where there are none they end the whole process by a rejection that
 * nobody can catch.
 *
 * @throws Problem STORE_UNAVAILABLE, caused by CLOUD_NOT_SIGNED_IN
 */
export async function machineCredentials({ emulated }: { readonly emulated: boolean }): Promise<GoogleAuth> {
  const { GoogleAuth, PassThroughClient } = await import('google-auth-library');
  if (emulated) return new GoogleAuth<AuthClient>({ authClient: new PassThroughClient() });
  const credentials = new GoogleAuth<AuthClient>({ scopes: SCOPE });
  await within(PATIENCE_MS, credentials.getClient()).catch((error) => {
    throw new Problem('STORE_UNAVAILABLE', {}, { cause: new Problem('CLOUD_NOT_SIGNED_IN', {}, { cause: error }) });
  });
  return credentials;
}
