// Every canary in one project, built for each audience: the output holds exactly the words that its readers may see,
// in any form in which a text can be written (html, JSON, base64, search index, feeds, file names).
import { execFile } from 'node:child_process';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCES, type Audience } from '../../plugins/graph/record.ts';
import { slugOf } from '../../plugins/notes/text/likeness.ts';
import { viewsOf } from '../../scripts/audit/views.ts';
import { filesIn } from '../../scripts/pages.ts';
import {
  digests,
  notebooks,
  notes,
  objectiveFiles,
  objectives,
  pages,
  pictures,
  type Readers,
} from './canaries.ts';

interface Canary {
  word: string;
  readers: Readers;
  place: string;
}

const repository = join(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'compass-canaries-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const canaries: Canary[] = [];

/** A word that occurs nowhere else, made of letters only: `qanarybaf`. */
function plant(readers: Readers, place: string): string {
  const letters = 'bcdfghjkmn';
  const number = String(canaries.length + 100);
  const word = `qanary${[...number].map((digit) => letters[Number(digit)]).join('a')}x`;
  canaries.push({ word, readers, place });
  return word;
}

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const planted = (text: string, word: string) => text.replaceAll(/(?<!\*)\*(?!\*)/g, word);

function writeProject(): void {
  const toc: string[] = [];
  for (const [index, [readers, place, text]] of pages.entries()) {
    const file = `content/page-${index}.md`;
    write(file, `${planted(text, plant(readers, `page: ${place}`))}\n`);
    toc.push(place.startsWith('hidden') ? `${file}\n      hidden: true` : file);
  }
  for (const [index, [cells, metadata]] of notebooksOf().entries()) {
    const file = `content/cells-${index}.ipynb`;
    write(file, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
    toc.push(file);
  }
  const series = notes.map(
    (
      [readers, place, text, { audience = 'public', show = 'topics, questions, people, links' } = {}],
      index,
    ) => {
      const file = `notes/series-${index}.md`;
      write(file, planted(text, plant(readers, `notes: ${place}`)));
      return `  - {path: ${file}, series: Series ${index}, ${audience && `audience: ${audience}, `}show: [${show}]}`;
    },
  );
  const lines = objectives.map(
    ([readers, place, text], index) =>
      `  ${planted(text, plant(readers, `objectives: ${place}`)).replaceAll('%', `o${index}`)}`,
  );
  write(
    'objectives/all.yml',
    `# ${plant('never', 'objectives: comment on top')}\nperiod: 2026-Q4\nobjectives:\n${lines.join('\n')}\n`,
  );
  write(
    'objectives/team.yml',
    `audience: team\nperiod: 2026-Q4\nobjectives:\n  - {id: file-team, title: "About ${plant('team', 'objectives: file for the team')}"}\n`,
  );
  for (const [index, [readers, place, text]] of objectiveFiles.entries())
    write(
      `objectives/file-${index}.yml`,
      planted(text, plant(readers, `objectives: ${place}`)).replaceAll('%', `f${index}`),
    );
  const word = plant('team', 'digest: made for the team');
  write('notes/digest.json', JSON.stringify(digestFor('team', { action: `Call ${word}` })));
  for (const [index, [readers, place, texts]] of digests.entries()) {
    const own = plant(readers, `digest: ${place}`);
    const file = `notes/digest-${index}.json`;
    write(file, planted(JSON.stringify(digestFor('public', texts)), own));
    series.push(
      `  - {path: ${file}, series: Digest ${index}, audience: public, show: [topics, questions, people, links]}`,
    );
  }
  write('code.txt', 'x = 1\n');
  write('compass.yml', configOf(series));
  symlinkSync('compass.yml', join(root, 'linked.yml'));
  linkSync(join(root, 'compass.yml'), join(root, 'second.yml'));
  const drawn = pictures.map(([readers, place, text]) => planted(text, plant(readers, `picture: ${place}`)));
  write('dot.svg', `<svg xmlns="http://www.w3.org/2000/svg">${drawn.join('\n')}</svg>`);
  write('own.css', `/* ${plant('never', 'comment of a style sheet')} */\na { color: red }\n`);
  write('content/index.md', `# Home\n\n\`\`\`{compass}\n\`\`\`\n`);
  write('content/views.md', viewsPage());
  write('myst.yml', mystOf(['content/index.md', 'content/views.md', ...toc]));
  cpSync(join(repository, 'dist/theme'), join(root, 'theme'), { recursive: true });
  cpSync(join(repository, 'dist/compass.mjs'), join(root, 'compass.mjs'));
}

/** Cells and metadata: one notebook of all cells, and one for each that says something of itself. */
function notebooksOf(): [unknown[], object][] {
  const heading = { cell_type: 'markdown', metadata: {}, source: '# Cells' };
  const written = notebooks.map(([readers, place, cell, metadata]) => {
    const word = plant(readers, `notebook: ${place}`);
    const own: unknown = JSON.parse(planted(JSON.stringify(cell), word));
    return { own, metadata: metadata && JSON.parse(planted(JSON.stringify(metadata), word)) };
  });
  const plain = written.filter(({ metadata }) => metadata === undefined);
  const others = written.filter(({ metadata }) => metadata !== undefined);
  return [
    [[heading, ...plain.map(({ own }) => own)], {}],
    ...others.map(({ own, metadata }): [unknown[], object] => [[heading, own], metadata]),
  ];
}

function configOf(series: string[]): string {
  return `# ${plant('never', 'compass.yml: comment')}
audience: public
as_of: 2026-11-20
homes: {objectives: content/views.md, meetings: content/views.md, actions: content/views.md, decisions: content/views.md, people: content/views.md}
people:
  - {id: ana, name: Ana Ruiz, initials: AR}
  - {id: lina, name: "Lina ${plant('team', 'person for the team: name')}", initials: LT, aliases: ["${plant('never', 'person for the team: alias')}"], audience: team}
  - {id: mara, name: "Mara ${plant('private', 'person with a mark behind')}", initials: MM} #private
  - {id: olga, name: "Olga ${plant('private', 'person of an unknown level')}", audience: intern}
notes:
${series.join('\n')}
  - {path: notes/digest.json, series: Digest, audience: public, show: [topics, questions, people, links]}
  - {path: notes/owner.md, series: Owner, audience: public}
  - {path: notes/marked.md, series: Marked, audience: public, show: [topics]} # private
  - {path: notes/title.md, series: "Series ${plant('private', 'title of a private series')}", audience: private}
objectives: [objectives/*.yml]
private_links: [https://private.example/]
remark: "${plant('never', 'compass.yml: unknown key')}"
`;
}

function digestFor(audience: Audience, texts: (typeof digests)[0][2]): unknown {
  const action = {
    id: 'aaaaaaaa',
    text: texts.action ?? 'Go on',
    owners: ['Ana Ruiz'],
    state: 'open',
    kind: 'marked',
    topic: texts.topic ?? null,
    given: '2026-10-06',
    seen: ['2026-10-06'],
    quiet: false,
    due: null,
    ageDays: 0,
    ageMeetings: 0,
    maybeSame: [],
    file: 'x.md',
    line: 1,
    audience,
  };
  const meeting = {
    id: texts.title === undefined ? 'x/2026-10-06' : `x/2026-10-06/${slugOf(texts.title)}`,
    date: '2026-10-06',
    title: texts.title ?? null,
    line: 1,
    people: [],
    topics: texts.text === undefined ? [] : [{ text: texts.text, line: 1, depth: 1 }],
    actions: ['aaaaaaaa'],
    decisions: [],
    questions: texts.question === undefined ? [] : [{ text: texts.question, line: 1, answered: false }],
    links: [],
    withheld: 0,
    ...(texts.level && { audience: texts.level }),
  };
  return {
    version: 1,
    asOf: '2026-10-06',
    audience,
    series: [{ file: 'x.md', title: 'X', preamble: null, meetings: [meeting], unread: [], lines: 9 }],
    actions: [action],
    decisions: [],
  };
}

/** Every view there is, asked for as much as it can show. */
function viewsPage(): string {
  write(
    'notes/owner.md',
    `## 2026-10-06\n\n- [ ] ACTION LT: call ${plant('team', 'action of a person for the team')}\n`,
  );
  write('notes/marked.md', `## 2026-10-06\n\n- Topic ${plant('private', 'series with a mark behind')}\n`);
  write('notes/title.md', '## 2026-10-06\n\n- [ ] ACTION AR: go on\n');
  const shown = [
    ...notes.map((_, index) => `Series ${index}`),
    ...digests.map((_, index) => `Digest ${index}`),
    ...['Digest', 'Owner', 'Marked'],
  ];
  const views = ['objectives', 'actions', 'decisions', 'meetings', 'people', 'mentions'];
  return [
    '# Views',
    ...views.map((view) => `:::{${view}}\n:::`),
    ...shown.map(
      (name) =>
        `:::{digest}\n:series: ${name}\n:show: topics, actions, decisions, questions, links, people\n:::`,
    ),
  ].join('\n\n');
}

function mystOf(files: string[]): string {
  const entries = files.map((file) => `    - file: ${file}`).join('\n');
  return `version: 1\nproject:\n  title: Canaries # ${plant('never', 'myst.yml: comment')}\n  plugins: [compass.mjs]\n  toc:\n${entries}\nsite:\n  template: ./theme\n  options:\n    style: own.css\n`;
}

const found: Partial<Record<Audience, Set<string>>> = {};

async function wordsOf(audience: Audience): Promise<Set<string>> {
  const out = join(root, '_build', audience);
  const args = [join(repository, 'dist/cli.mjs'), 'build', '--audience', audience, '--out', out];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    throw new Error(`the ${audience} build failed:\n${(error as { stderr: string }).stderr.slice(-3000)}`);
  }
  const texts = filesIn(out).flatMap((file) => [
    file,
    ...viewsOf(readFileSync(join(out, file))).map((view) => view.text),
  ]);
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/qanary[a-z]+x/g) ?? []));
}

describe('canaries', () => {
  beforeAll(async () => {
    writeProject();
    for (const audience of AUDIENCES) found[audience] = await wordsOf(audience);
  });

  it('are many, and each word is its own', () => {
    expect(canaries.length).toBeGreaterThan(400);
    expect(new Set(canaries.map(({ word }) => word)).size).toBe(canaries.length);
  });

  it.each(AUDIENCES)('are kept from %s readers who may not see them', (audience) => {
    const leaked = canaries.filter(
      ({ word, readers }) => !maySee(audience, readers) && found[audience]!.has(word),
    );
    expect(leaked.map(({ readers, place }) => `${place} (${readers})`)).toEqual([]);
  });

  it.each(AUDIENCES)('are shown to %s readers who may', (audience) => {
    const missing = canaries.filter(
      ({ word, readers }) => maySee(audience, readers) && !found[audience]!.has(word),
    );
    expect(missing.map(({ readers, place }) => `${place} (${readers})`)).toEqual([]);
  });
});

function maySee(audience: Audience, readers: Readers): boolean {
  return readers !== 'never' && AUDIENCES.indexOf(readers) <= AUDIENCES.indexOf(audience);
}
