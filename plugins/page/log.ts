// Who hears the messages of a page: the log of mystmd, or, where the command line collects reports, nobody twice.
import type { VFile } from 'vfile';
import { type Compass, hiddenNames } from '../compass.ts';
import {
  createReport,
  formatMessage,
  type Message,
  type Report,
  withoutNames,
  withSeverities,
} from '../message.ts';
import type { ProjectState } from './state.ts';

/** Messages of a page; `say` keeps the severities that compass.yml cannot change. */
export function reportFor({ config, audience }: Compass): {
  messages: Message[];
  say: Report;
  report: Report;
} {
  const { messages, report } = createReport();
  const say = withoutNames(report, hiddenNames(config, audience));
  return { messages, say, report: withSeverities(say, config.rules) };
}

/** When the command line collects the reports, it prints them; else mystmd's log shows them. */
export function logMessages(vfile: VFile, messages: readonly Message[]): void {
  if (process.env.COMPASS_OUT) return;
  for (const message of messages) {
    const { line, column } = message.place;
    const logged = vfile.message(`${message.reason}`, { line, column }, `compass:${message.rule}`);
    logged.fatal = message.severity === 'error' ? true : message.severity === 'warning' ? false : null;
  }
}

/** Messages about data files carry their own place, and are logged once. */
export function logCompass(vfile: VFile, project: ProjectState, compass: Compass): void {
  if (project.logged === compass || process.env.COMPASS_OUT) return;
  project.logged = compass;
  for (const message of compass.messages) {
    const logged = vfile.message(formatMessage(message));
    logged.fatal = message.severity === 'error' ? true : message.severity === 'warning' ? false : null;
  }
}
