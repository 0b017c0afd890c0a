// Cases of notes: compass.yml and the files it names → what each reader sees of them, as an outline, and every
// message. The day is 2026-11-20 unless compass.yml says another. Without compass.yml, notes.md is a team's series.
import { readdirSync } from 'node:fs';
import picomatch from 'picomatch';
import type { Config, NotesEntry } from '../../plugins/config/config.ts';
import { defaultConfig, parseConfig } from '../../plugins/config/parse.ts';
import type { Audience } from '../../plugins/graph/record.ts';
import { createReport, formatMessage } from '../../plugins/message.ts';
import type { Meeting, NotePlace, NotesModel } from '../../plugins/notes/model.ts';
import { type NotesSource, parseNotes } from '../../plugins/notes/parse.ts';
import { releaseNotes } from '../../plugins/notes/release.ts';
import { redact } from '../../plugins/redact/redact.ts';
import type { Case, RunCase } from '../run.test.ts';

export const outputs = ['private.txt', 'team.txt', 'public.txt', 'messages.txt'];

const TEAM: Pick<NotesEntry, 'path' | 'series' | 'audience' | 'show'> = {
  path: 'notes*',
  series: 'Notes',
  audience: 'team',
  show: [],
};

export const run: RunCase = (testCase) => {
  const { messages, report } = createReport();
  const config = testCase.has('compass.yml')
    ? parseConfig(testCase.read('compass.yml'), 'compass.yml', report)
    : defaultConfig();
  const model = parseNotes(sourcesOf(testCase, config), config, config.asOf ?? '2026-11-20', report);
  const made: Record<string, string> = {};
  for (const reader of ['private', 'team', 'public'] as const) {
    const name = `${reader}.txt`;
    if (reader === 'private' || testCase.has(name)) made[name] = outline(released(model, reader, config));
  }
  if (messages.length > 0) made['messages.txt'] = `${messages.map(formatMessage).join('\n')}\n`;
  return made;
};

function released(model: NotesModel, reader: Audience, config: Config): NotesModel {
  const options = { privateLinks: config.privateLinks };
  return releaseNotes(model, { reader, people: config.people, redact: (text) => redact(text, options).text });
}

/** The files of the case that the entries of compass.yml name, in their order. */
export function sourcesOf(testCase: Case, config: Config): NotesSource[] {
  const files = readdirSync(testCase.dir).sort();
  const entries = config.notes.length > 0 ? config.notes : [TEAM];
  return entries.flatMap((entry) =>
    files
      .filter((file) => picomatch.isMatch(file, entry.path))
      .map((path) => ({ path, text: testCase.read(path), entry })),
  );
}

function outline(model: NotesModel): string {
  const lines = model.series.flatMap((series) => [
    `${series.title} (${series.id}): ${series.lines} lines, preamble ${series.preamble ? `${series.preamble.from}–${series.preamble.to}` : 'none'}`,
    ...series.meetings.flatMap((meeting) => meetingLines(meeting, model)),
    ...series.unread.map(
      (item) => `unread ${at(item.place)}: ${item.why}${item.text === null ? '' : ` | ${item.text}`}`,
    ),
  ]);
  return `${[...lines, `withheld ${model.withheld}`].join('\n')}\n`;
}

function meetingLines(meeting: Meeting, model: NotesModel): string[] {
  const actions = model.actions.filter((action) => meeting.actions.includes(action.id));
  const decisions = model.decisions.filter((decision) => meeting.decisions.includes(decision.id));
  const about = [
    meeting.title,
    meeting.people.join(', '),
    meeting.withheld > 0 ? `${meeting.withheld} withheld` : '',
  ];
  return [
    `# ${meeting.id} ${at(meeting.place)} ${about.filter(Boolean).join(' | ')}`.trimEnd(),
    ...meeting.topics.map((topic) => `  topic ${at(topic.place)} ${'>'.repeat(topic.depth)} ${topic.text}`),
    ...actions.map((action) =>
      [
        `  ${action.kind} ${action.id} ${at(action.place)} ${action.state}${action.quiet ? ' quiet' : ''} [${action.owners.join(', ')}] ${action.text}`,
        action.topic === null ? '' : `on ${action.topic}`,
        action.due === null ? '' : `due ${action.due}`,
        action.seen.length > 1 ? `seen ${action.seen.join(' ')}` : '',
        action.maybeSame.length > 0 ? `maybe ${action.maybeSame.join(' ')}` : '',
        action.audience,
      ]
        .filter(Boolean)
        .join(' | '),
    ),
    ...decisions.map((decision) =>
      [
        `  decision ${decision.id} ${at(decision.place)} ${decision.state} ${decision.text}`,
        decision.topic === null ? '' : `on ${decision.topic}`,
        decision.by.length > 0 ? `by ${decision.by.join(', ')}` : '',
        decision.supersedes === null ? '' : `supersedes ${decision.supersedes}`,
        decision.audience,
      ]
        .filter(Boolean)
        .join(' | '),
    ),
    ...meeting.questions.map(
      (question) => `  ${question.answered ? 'answered' : 'open'} ${at(question.place)} ${question.text}`,
    ),
    ...meeting.links.map((link) => `  link ${at(link.place)} ${link.text} <${link.url}>`),
  ];
}

function at(place: NotePlace): string {
  return place.offset === undefined ? `${place.line}:${place.column}` : `@${place.offset}`;
}
