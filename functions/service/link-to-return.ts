/** Addresses of returns for documents that leave the service. */
import { paths } from '../entry/http/paths.ts';

/** Gives the address of a commune's return in a round, below the service's own. */
export const linkToReturn =
  (publicUrl: string) =>
  (round: string, code: string): string =>
    `${publicUrl}${paths.return(round, code)}`;
