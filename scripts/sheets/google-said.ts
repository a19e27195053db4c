/** Google's own words in what its libraries throw: for whoever has to set an account right. */
import { z } from 'zod';

const refusal = z.object({
  response: z.object({
    status: z.number().optional(),
    data: z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) }),
  }),
});

/** The status and the words, on one line; nothing where Google said nothing. */
export function googleSaid(error: unknown): string | undefined {
  const read = refusal.safeParse(error);
  if (read.success) {
    const { status, data } = read.data.response;
    const words = typeof data.error === 'string' ? data.error : data.error.message;
    return `${status ?? ''} ${words}`.trim().replace(/\s+/g, ' ');
  }
  if (!(error instanceof Error)) return undefined;
  return error.cause === undefined ? undefined : (googleSaid(error.cause) ?? messageOf(error.cause));
}

const messageOf = (cause: unknown): string | undefined =>
  cause instanceof Error ? cause.message.split('\n')[0] : undefined;
