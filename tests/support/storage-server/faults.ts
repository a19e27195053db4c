/** What goes wrong on a test's wish. Each wish is for the next so many requests that it fits. */
import type { IncomingMessage } from 'node:http';

export interface Fault {
  readonly kind: 'refuse' | 'cutUpload' | 'cutDownload' | 'flipUpload' | 'flipDownload' | 'hang';
  /** Of how many requests; 1 where nothing is said. */
  readonly times?: number;
  /** Only of requests that it holds for. */
  readonly where?: (request: Pick<IncomingMessage, 'method' | 'url'>) => boolean;
  /** `refuse`: the answer. */
  readonly status?: number;
  readonly reason?: string;
  readonly message?: string;
  /** `cut…`: after how many bytes of the body. `flip…`: which of them. */
  readonly atByte?: number;
}

export type Faults = ReturnType<typeof openFaults>;

export function openFaults() {
  let wishes: { readonly fault: Fault; left: number }[] = [];

  return {
    next(fault: Fault): void {
      wishes.push({ fault, left: fault.times ?? 1 });
    },
    clear(): void {
      wishes = [];
    },
    /** The fault of one of these kinds that this request meets; it is used up by it. */
    take(request: IncomingMessage, ...kinds: readonly Fault['kind'][]): Fault | undefined {
      const found = wishes.find(({ fault, left }) => left > 0 && kinds.includes(fault.kind) && fits(fault, request));
      if (found) found.left -= 1;
      return found?.fault;
    },
  };
}

const fits = ({ where }: Fault, request: IncomingMessage): boolean => where === undefined || where(request);

/** The same bytes, but for one bit. */
export function flipped(bytes: Uint8Array, atByte = 0): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[atByte] = (copy[atByte] as number) ^ 1;
  return copy;
}
