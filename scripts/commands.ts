// The commands of `compass`, in the order of its help and of content/docs/commands.md.
import { buildCommand } from './build.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { digestCommand } from './digest.ts';
import { exportCommand } from './export.ts';
import { newCommand } from './new.ts';
import { startCommand } from './start.ts';

export const commands: Command[] = [
  buildCommand,
  checkCommand,
  digestCommand,
  exportCommand,
  startCommand,
  newCommand,
];
