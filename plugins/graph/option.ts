// Options of directives as typed values: lists, choices, dates, counts, flags. In: a placeholder's words; out:
// values, with every mistake reported once, where the option stands. Knows no feature.
import { isDay } from '../day.ts';
import { didYouMean, listWords, type Report, type Rule } from '../message.ts';
import type { RenderContext } from './context.ts';
import { optionNode, type Placeholder } from './placeholder.ts';

export const optionRules = {
  optionValid: {
    id: 'option-valid',
    severity: 'error',
    why: 'A view that silently ignores what it was asked for shows something else than its author believes.',
  },
} satisfies Record<string, Rule>;

/** What reading options needs of a context: tests give no more. */
export type OptionContext = Pick<RenderContext, 'report' | 'place'>;

/** Options that the author wrote into the body. */
export function reportStrayOptions(placeholder: Placeholder, report: Report, file: string): void {
  for (const { name, line } of placeholder.strayOptions ?? [])
    report(
      optionRules.optionValid,
      `Unexpected option \`${name}\` in the body of \`{${placeholder.name}}\`, expected it right below its first line; write \`:${name}: …\` there`,
      { file, line, column: 1 },
    );
}

/** The words of `a, b`; empty for an option that is not there. */
export function listOption(placeholder: Placeholder, name: string): string[] {
  return textOption(placeholder, name)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The option as text, trimmed; empty when it is not there. */
export function textOption(placeholder: Placeholder, name: string): string {
  const value = placeholder.options[name];
  return value === undefined || typeof value === 'boolean' ? '' : String(value).trim();
}

/** `true` for `:overdue:`, `yes` and `true`; `fallback` when it is not there. */
export function flagOption(placeholder: Placeholder, name: string, fallback = false): boolean {
  const value = placeholder.options[name];
  if (typeof value === 'boolean' || value === undefined) return value ?? fallback;
  return !/^(?:false|no|0)$/i.test(String(value).trim());
}

/** Each word that is one of `choices`; the others are reported, with a suggestion. Undefined when not there. */
export function choicesOption<T extends string>(
  placeholder: Placeholder,
  context: OptionContext,
  name: string,
  choices: readonly T[],
): T[] | undefined {
  const words = listOption(placeholder, name);
  const known = words.flatMap((word) => {
    const choice = choices.find((candidate) => candidate === word.toLowerCase());
    if (choice === undefined) reportWord(placeholder, context, name, word, choices);
    return choice === undefined ? [] : [choice];
  });
  return known.length === 0 ? undefined : known;
}

/** One of `choices`, else `fallback`. */
export function choiceOption<T extends string>(
  placeholder: Placeholder,
  context: OptionContext,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  return choicesOption(placeholder, context, name, choices)?.[0] ?? fallback;
}

/** Counts that have an upper end: mystmd stops the build at a heading below the sixth level. */
const MOST: Readonly<Record<string, number>> = { depth: 6 };

/** A whole number from `least` up; undefined when it is not there or is none, which is reported. */
export function countOption(
  placeholder: Placeholder,
  context: OptionContext,
  name: string,
  least = 1,
): number | undefined {
  const words = textOption(placeholder, name);
  if (words === '') return undefined;
  const value = Number(words);
  const most = MOST[name];
  if (Number.isSafeInteger(value) && value >= least && value <= (most ?? value)) return value;
  const range = most === undefined ? `${least} up` : `${least} to ${most}`;
  reportOption(placeholder, context, name, words, `a whole number from ${range}`);
  return undefined;
}

/** `2026`, `2026-10` or `2026-10-06`; undefined when it is not there or is no date, which is reported. */
export function dateOption(
  placeholder: Placeholder,
  context: OptionContext,
  name: string,
): string | undefined {
  const words = textOption(placeholder, name);
  if (words === '') return undefined;
  if (isDate(words)) return words;
  reportOption(placeholder, context, name, words, 'a date such as `2026-10-06`');
  return undefined;
}

/** A year, a month or a day that the calendar has. */
export function isDate(words: string): boolean {
  return /^\d{4}(?:-\d{2}){0,2}$/.test(words) && isDay(`${words}${'-01-01'.slice(words.length - 4)}`);
}

function reportWord(
  placeholder: Placeholder,
  context: OptionContext,
  name: string,
  word: string,
  choices: readonly string[],
): void {
  const expected = listWords(choices);
  reportOption(placeholder, context, name, word, `${expected}${didYouMean(word, choices)}`);
}

function reportOption(
  placeholder: Placeholder,
  context: OptionContext,
  name: string,
  word: string,
  expected: string,
): void {
  context.report(
    optionRules.optionValid,
    `Unexpected \`${word}\` for \`${name}\`, expected ${expected}`,
    context.place(optionNode(placeholder, name)),
  );
}
