/** The officers who come by a proven address instead of a personal link. */
import type { Role } from './rights.ts';

export interface ListedOfficer {
  readonly address: string;
  readonly role: Role;
}

/** The address as it is compared, kept and logged: people write the same one in capitals and in other Unicode forms. */
export const plainAddress = (address: string): string => address.normalize('NFC').trim().toLowerCase();

/** The role that the list gives an address; `undefined` where it is not on it. The first of two lines counts. */
export function roleOf(listed: readonly ListedOfficer[], address: string): Role | undefined {
  const plain = plainAddress(address);
  return listed.find((officer) => plainAddress(officer.address) === plain)?.role;
}
