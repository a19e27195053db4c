/** What every command shares: arguments, one way to fail, no stack trace in front of an officer. */
import { parseArgs } from 'node:util';
import { Problem } from '../functions/problems.ts';

export interface CommandSpec<Options extends string> {
  /** How the command is typed, for its messages. */
  readonly usage: string;
  /** Options with a value, and those without. */
  readonly options: readonly Options[];
  readonly flags?: readonly string[];
  /** How many arguments without a name; any number without it. */
  readonly most?: number;
}

export interface Arguments<Options extends string> {
  readonly files: readonly string[];
  readonly option: (name: Options) => string | undefined;
  /** @throws Problem ARGUMENT_MISSING */
  readonly required: (name: Options) => string;
  readonly flag: (name: string) => boolean;
}

/** Runs a command: `main` gives the exit code; a Problem is said in its sentence and ends with 2. */
export async function runCommand<Options extends string>(
  spec: CommandSpec<Options>,
  main: (args: Arguments<Options>) => Promise<number>,
): Promise<void> {
  process.stdout.on('error', endQuietly);
  try {
    process.exitCode = await main(readArguments(spec));
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof Problem) say(`✗ ${error.message}`);
    else sayDefect(error);
  }
}

/** Whoever reads our output may stop early, as `head` does. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

function readArguments<Options extends string>({
  usage,
  options,
  flags = [],
  most = Number.POSITIVE_INFINITY,
}: CommandSpec<Options>): Arguments<Options> {
  const known = Object.fromEntries([
    ...options.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  const { values, positionals } = parse(known, usage);
  if (positionals.length > most) throw new Problem('ARGUMENT_EXTRA', { argument: positionals[most] ?? '', usage });
  const option = (name: Options) => values[name] as string | undefined;
  return {
    files: positionals,
    option,
    required(name) {
      const value = option(name);
      if (value === undefined) throw new Problem('ARGUMENT_MISSING', { option: `--${name}`, usage });
      return value;
    },
    flag: (name) => values[name] === true,
  };
}

function parse(options: Record<string, { type: 'string' | 'boolean' }>, usage: string) {
  try {
    return parseArgs({ options, allowPositionals: true, strict: true });
  } catch (cause) {
    const option = /'([^']+)'/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? '';
    throw new Problem('ARGUMENT_UNKNOWN', { option, usage }, { cause });
  }
}

/** Messages go to the error stream, so that `--json` on the other stays clean. */
export function say(line = ''): void {
  process.stderr.write(`${line}\n`);
}

/** Results go to the standard stream. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

function sayDefect(error: unknown): void {
  say('✗ Chương trình gặp lỗi ngoài dự kiến và đã dừng. Hãy báo cho bộ phận kỹ thuật, kèm dòng dưới đây:');
  say(`  ${error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error)}`);
  if (process.env.DEBUG && error instanceof Error) say(error.stack);
}
