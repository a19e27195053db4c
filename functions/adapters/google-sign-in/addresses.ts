/** Every address of Google's that sign-in uses. */

const ADDRESSES = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  certs: 'https://www.googleapis.com/oauth2/v1/certs',
} as const;

export type GoogleAddresses = Readonly<Record<keyof typeof ADDRESSES, string>>;

/** Google's own, or where `loopback` stands in for Google: there each host is the first step of the path. */
export function googleAddresses(loopback?: string): GoogleAddresses {
  if (loopback === undefined) return ADDRESSES;
  const moved = (address: string): string => address.replace('https://', `${loopback.replace(/\/+$/, '')}/`);
  return {
    authorize: moved(ADDRESSES.authorize),
    token: moved(ADDRESSES.token),
    certs: moved(ADDRESSES.certs),
  };
}
