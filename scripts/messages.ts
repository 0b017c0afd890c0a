// Messages of all stages as one list: each once, in the order of the files.
import { formatMessage, type Message } from '../plugins/message.ts';

/** By file, then line; a message that two pages gave is one. */
export function sortMessages(messages: readonly Message[]): Message[] {
  const byText = new Map(messages.map((message) => [formatMessage(message), message]));
  return [...byText.values()].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
