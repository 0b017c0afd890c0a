// What a command of the command line is, and how one is run: arguments in, exit code out. 0 fine, 1 errors, 2 wrong use.
// Commands talk through a `Terminal`, so that tests run them without a process.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean, listWords } from '../plugins/message.ts';

export interface Terminal {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Results, to stdout. */
  out(text: string): void;
  /** Messages, one or more lines, to stderr. */
  err(text: string): void;
  /** What is being done; shown on a terminal only, one line that is written over. */
  progress(text: string): void;
  /** All of stdin. */
  input(): Promise<string>;
}

export interface OptionSpec {
  type: 'string' | 'boolean';
  short?: string;
  /** Name of the value in the usage text. */
  value?: string;
  doc: string;
}

export interface Call {
  options: Record<string, string | boolean | undefined>;
  positionals: string[];
  terminal: Terminal;
}

export interface Command {
  name: string;
  /** After the name in the usage line: `FILE…`. */
  operands?: string;
  doc: string;
  options: Record<string, OptionSpec>;
  run(call: Call): Promise<number>;
}

/** Wrong use: one line on stderr, exit code 2. */
export class UsageError extends Error {}

/** What the user must mend outside the sources (no project here, another build runs): one line, exit code 1. */
export class RunError extends Error {}

const HELP: OptionSpec = { type: 'boolean', short: 'h', doc: 'Show this help.' };

/** Run one command line; never throws for what a user did. */
export async function runCommand(
  argv: readonly string[],
  commands: readonly Command[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  const [name = '--help', ...rest] = argv;
  try {
    if (name === '--version' || name === '-V') return say(terminal, `${version}\n`);
    if (name === '--help' || name === '-h' || name === 'help') return say(terminal, overview(commands));
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) throw new UsageError(unknownCommand(name, commands));
    const { values, positionals } = parse(command, rest);
    if (values.help === true) return say(terminal, usageOf(command));
    if (positionals.length > 0 && command.operands === undefined)
      throw new UsageError(`Unexpected argument \`${positionals[0]}\`, expected options only`);
    return await command.run({ options: values, positionals, terminal });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof RunError)) throw error;
    const hint = error instanceof UsageError ? '; see `compass --help`' : '';
    terminal.err(`compass: ${error.message}${hint}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** An option's text value; undefined when not given. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
}

function parse(command: Command, args: string[]) {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { type, short }] of Object.entries({ ...command.options, help: HELP }))
    options[name] = short === undefined ? { type } : { type, short };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { values: values as Call['options'], positionals };
  } catch (error) {
    throw new UsageError(wrongOption(error, command));
  }
}

/** What node's parser throws, in our words. */
function wrongOption(error: unknown, { options }: Command): string {
  const { code, message } = error as { code?: string; message: string };
  const [, given = ''] = /'-{0,2}(?:\w, --)?([^\s'=]*)/.exec(message) ?? [];
  const names = Object.keys({ ...options, help: HELP }).map((name) => `--${name}`);
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const option = given.length > 1 ? `--${given}` : `-${given}`;
    return `Unexpected option \`${option}\`, expected ${listWords(names)}${didYouMean(option, names)}`;
  }
  const value = options[given]?.value;
  return value === undefined
    ? `Unexpected value of \`--${given}\`, expected none`
    : `Missing value of \`--${given}\`, expected \`--${given} ${value}\``;
}

function say(terminal: Terminal, text: string): number {
  terminal.out(text);
  return 0;
}

function unknownCommand(name: string, commands: readonly Command[]): string {
  const names = commands.map((command) => command.name);
  return `Unexpected command \`${name}\`, expected ${listWords(names)}${didYouMean(name, names)}`;
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => headOf(command).length));
  const rows = commands.map((command) => `  ${headOf(command).padEnd(width)}  ${command.doc}`);
  return [
    'Usage: compass <command> [options]',
    '',
    ...rows,
    '',
    '`compass <command> --help` tells its options. Exit codes: 0 fine, 1 errors, 2 wrong use.',
    '',
  ].join('\n');
}

function headOf({ name, operands }: Command): string {
  return operands === undefined ? name : `${name} ${operands}`;
}

function usageOf(command: Command): string {
  const options = Object.entries({ ...command.options, help: HELP });
  const heads = options.map(
    ([name, { short, value }]) => `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`,
  );
  const width = Math.max(...heads.map((head) => head.length));
  const rows = options.map(([, { doc }], index) => `  ${heads[index]!.padEnd(width)}  ${doc}`);
  return [`Usage: compass ${headOf(command)} [options]`, '', command.doc, '', ...rows, ''].join('\n');
}
