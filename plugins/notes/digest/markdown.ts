// A digest as Markdown, fit to be pasted into an issue, a mail or a chat: nothing in it pings, links or renders by
// accident. In: a released model; out: Markdown. Decisions and actions first, then the meetings, newest first.
import type { Person } from '../../config/config.ts';
import type { Action, Decision, Meeting, NotesModel, Series } from '../model.ts';
import { actionText, count, longDay, sentenceCase } from '../text/words.ts';

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
      ? ['## Open actions', bullets(current.map((action) => openLine(action, page)))]
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
  const asked = new Set(questions.map((question) => question.text));
  const linked = new Set(actions.map((action) => action.link?.url));
  const title = meeting.title ? `: ${escapeMarkdown(meeting.title)}` : '';
  const blocks = [
    `## ${longDay(meeting.date)}${title}`,
    row('Present', meeting.people.map(nameOf).map(escapeMarkdown), ', '),
    row(
      'Topics',
      meeting.topics
        .filter((topic) => topic.depth === 1 || meeting.topics.length < 12)
        .filter((topic) => !asked.has(topic.text))
        .map((topic) => escapeMarkdown(topic.text.replace(/\.$/, ''))),
    ),
    section('Decided', decisions.map(decisionLine)),
    section(
      'To do',
      actions.map((action) => givenLine(action, page)),
    ),
    section(
      'Open questions',
      questions.map((question) => `${escapeMarkdown(question.text)} (line ${question.place.line})`),
    ),
    row(
      'Links',
      meeting.links.filter((link) => !linked.has(link.url)).map((link) => linkLine(link.text, link.url)),
    ),
    meeting.withheld > 0 ? `${meeting.withheld} ${meeting.withheld === 1 ? 'item' : 'items'} withheld.` : '',
  ];
  const filled = blocks.filter(Boolean);
  return filled.length === 1 ? `${filled[0]}\n\nNothing noted.` : filled.join('\n\n');
}

function section(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n\n${bullets(lines)}`;
}

function row(title: string, items: string[], between = ' · '): string {
  return items.length === 0 ? '' : `${title}: ${items.join(between)}`;
}

function bullets(lines: string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Of all meetings: since when, and how often it was named. */
function openLine(action: Action, page: Page): string {
  return actionLine(action, page, [
    action.ageDays === 0
      ? 'since today'
      : `open for ${count(action.ageDays, 'day')}, since ${longDay(action.given)}`,
    action.seen.length > 1 ? `named in ${action.seen.length} meetings` : '',
  ]);
}

/** Below the meeting that gave it: what became of it. */
function givenLine(action: Action, page: Page): string {
  const last = action.seen.at(-1) ?? action.given;
  const later = last === action.given ? '' : `, noted ${longDay(last)}`;
  return actionLine(action, page, [action.state === 'open' ? '' : `${action.state}${later}`]);
}

function actionLine(action: Action, { nameOf }: Page, facts: string[]): string {
  const owners = action.owners.map(nameOf).map(escapeMarkdown).join(', ');
  const link = action.link ? ` (${linkLine(action.link.text, action.link.url)})` : '';
  const all = [
    action.kind === 'implied' ? 'implied' : '',
    action.due ? `due ${longDay(action.due)}` : '',
    ...facts,
    `line ${action.place.line}`,
  ].filter(Boolean);
  return `${owners ? `**${owners}**: ` : ''}${escapeMarkdown(sentenceCase(actionText(action)))}${link} (${all.join(', ')})`;
}

function decisionLine(decision: Decision): string {
  const facts = [
    decision.topic ? `on ${escapeMarkdown(decision.topic)}` : '',
    decision.state === 'superseded' ? 'superseded since' : '',
    `line ${decision.place.line}`,
  ].filter(Boolean);
  return `**${escapeMarkdown(sentenceCase(decision.text))}** (${facts.join(', ')})`;
}

function linkLine(text: string, url: string): string {
  return /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${escapeMarkdown(text)}](<${url}>)` : escapeMarkdown(text);
}

/** What was read and what was not, with the reasons: at most twenty lines of each. */
function lastLine(series: Series): string {
  const reasons = new Map<string, Set<number>>();
  for (const { why, place } of series.unread) {
    const lines = reasons.get(why) ?? new Set();
    reasons.set(why, lines.add(place.line));
  }
  const unread = [...reasons].map(([why, lines]) => {
    const shown = [...lines].slice(0, 20);
    const more = shown.length < lines.size ? ' …' : '';
    return `${shown.length === 1 ? 'line' : 'lines'} ${shown.join(', ')}${more} (${escapeMarkdown(why)})`;
  });
  const told = unread.length === 0 ? '' : ` Not understood: ${unread.join('; ')}.`;
  return `${series.lines} ${series.lines === 1 ? 'line' : 'lines'} read.${told}`;
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
  return (
    text
      .replaceAll(/[\\`*_[\]<>|~$]/g, '\\$&')
      .replaceAll(/&(?=#?\w+;)/g, '\\&')
      // Right before code it would be a role.
      .replace(/\{(?=[^{}]{1,60}\}$)/, '\\{')
      .replaceAll(/@(?=[\w-])/g, '@\u2060')
      .replaceAll(/#(?=\d)/g, '#\u2060')
      .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u2060-')
      .replaceAll(/(https?|ftp):\/\//gi, '$1\u2060://')
      .replaceAll(/www\./gi, 'www\u2060.')
      .replace(/^(\s*)([-+#]|\d+[.)])(?=\s)/, '$1\\$2')
  );
}
