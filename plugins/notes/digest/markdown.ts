// A digest as Markdown, fit to be pasted into an issue, a mail or a chat: nothing in it pings, links or renders by
// accident. In: a released model; out: Markdown. Decisions and actions first, then the meetings, newest first.
import type { Person } from '../../config/config.ts';
import type { Action, Decision, Meeting, NotesModel, Series } from '../model.ts';
import { longDay } from '../text/words.ts';

export interface MarkdownOptions {
  asOf: string;
  people: readonly Pick<Person, 'id' | 'name'>[];
  /** Also list implied actions. */
  implied?: boolean;
}

interface Page {
  notes: NotesModel;
  options: MarkdownOptions;
  nameOf(id: string): string;
}

export function digestMarkdown(notes: NotesModel, options: MarkdownOptions): string {
  const names = new Map(options.people.map((person) => [person.id, person.name]));
  const page: Page = { notes, options, nameOf: (id) => names.get(id) ?? id };
  const parts = notes.series.map((series) => seriesMarkdown(series, page));
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function seriesMarkdown(series: Series, page: Page): string {
  const open = page.notes.actions.filter((action) => action.series === series.id && isOpen(action, page));
  const quiet = open.filter((action) => action.quiet);
  const current = open.filter((action) => !action.quiet).sort((a, b) => b.ageDays - a.ageDays);
  const blocks = [
    `# ${escapeMarkdown(series.title)}`,
    ...(current.length > 0
      ? ['## Open actions', bullets(current.map((action) => actionLine(action, page)))]
      : []),
    ...(quiet.length > 0
      ? [`${quiet.length} more ${quiet.length === 1 ? 'is' : 'are'} open and no longer named.`]
      : []),
    ...series.meetings.map((meeting) => meetingMarkdown(meeting, page)),
    lastLine(series),
  ];
  return blocks.filter(Boolean).join('\n\n');
}

function isOpen(action: Action, { options }: Page): boolean {
  return action.state === 'open' && (action.kind !== 'implied' || options.implied === true);
}

function meetingMarkdown(meeting: Meeting, page: Page): string {
  const { notes, nameOf, options } = page;
  const decisions = notes.decisions.filter(
    (decision) => meeting.decisions.includes(decision.id) && decision.madeIn === meeting.id,
  );
  const actions = notes.actions.filter(
    (action) => action.givenIn === meeting.id && (action.kind !== 'implied' || options.implied),
  );
  const questions = meeting.questions.filter((question) => !question.answered);
  const title = meeting.title ? `: ${escapeMarkdown(meeting.title)}` : '';
  const blocks = [
    `## ${longDay(meeting.date)}${title}`,
    meeting.people.length > 0 ? meeting.people.map(nameOf).map(escapeMarkdown).join(', ') : '',
    meeting.topics.length > 0
      ? `Topics: ${meeting.topics
          .filter((topic) => topic.depth === 1 || meeting.topics.length < 12)
          .map((topic) => escapeMarkdown(topic.text))
          .join(' / ')}`
      : '',
    section('Decided', decisions.map(decisionLine)),
    section(
      'To do',
      actions.map((action) => actionLine(action, page)),
    ),
    section(
      'Open questions',
      questions.map((question) => `${escapeMarkdown(question.text)} (line ${question.place.line})`),
    ),
    section(
      'Links',
      meeting.links.map((link) => linkLine(link.text, link.url)),
    ),
    meeting.withheld > 0 ? `${meeting.withheld} ${meeting.withheld === 1 ? 'item' : 'items'} withheld.` : '',
  ];
  const filled = blocks.filter(Boolean);
  return filled.length === 1 ? `${filled[0]}\n\nNothing noted.` : filled.join('\n\n');
}

function section(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n\n${bullets(lines)}`;
}

function bullets(lines: string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function actionLine(action: Action, { nameOf }: Page): string {
  const box = action.state === 'open' ? '' : action.state === 'done' ? '(done) ' : '(dropped) ';
  const owners = action.owners.map(nameOf).map(escapeMarkdown).join(', ');
  const text = `${escapeMarkdown(action.text)}${action.link ? ` (${linkLine(action.link.text, action.link.url)})` : ''}`;
  const facts = [
    action.kind === 'implied' ? 'implied' : '',
    action.due ? `due ${longDay(action.due)}` : '',
    `given ${longDay(action.given)}`,
    action.seen.length > 1 ? `named in ${action.seen.length} meetings` : '',
    `line ${action.place.line}`,
  ].filter(Boolean);
  return `${box}${owners ? `**${owners}**: ` : ''}${text} (${facts.join(', ')})`;
}

function decisionLine(decision: Decision): string {
  const topic = decision.topic ? ` (${escapeMarkdown(decision.topic)})` : '';
  const state = decision.state === 'superseded' ? ', superseded since' : '';
  return `**${escapeMarkdown(decision.text)}**${topic} (line ${decision.place.line}${state})`;
}

function linkLine(text: string, url: string): string {
  return /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${escapeMarkdown(text)}](<${url}>)` : escapeMarkdown(text);
}

function lastLine(series: Series): string {
  const unread =
    series.unread.length === 0
      ? ''
      : ` Not understood: line${series.unread.length === 1 ? '' : 's'} ${series.unread
          .map((item) => item.place.line)
          .slice(0, 20)
          .join(', ')}${series.unread.length > 20 ? ' …' : ''}.`;
  return `${series.lines} ${series.lines === 1 ? 'line' : 'lines'} read.${unread}`;
}

/**
 * Text as text wherever it is pasted: Markdown's own signs, html, mentions (`@ana`), issue references (`#12`,
 * `GH-12`) and math. Code in backticks stays code.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapePlain(part)))
    .join('')
    .replaceAll(/[\r\n]+/g, ' ');
}

function escapePlain(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|~$]/g, '\\$&')
    .replaceAll(/&(?=#?\w+;)/g, '\\&')
    .replaceAll(/@(?=[\w-])/g, '@\u2060')
    .replaceAll(/#(?=\d)/g, '#\u2060')
    .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u2060-')
    .replaceAll(/\b(https?|ftp):\/\//gi, '$1\u2060://')
    .replaceAll(/\bwww\./gi, 'www\u2060.')
    .replace(/^(\s*)([-+#]|\d+[.)])(?=\s)/, '$1\\$2');
}
