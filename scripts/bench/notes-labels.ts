// How well notes are read, against labels made by hand (test/labels: file and line only). Run as `npm run bench:notes
// -- <folders of corpora>`; each corpus is a folder of public notes named like its labels. Prints a table per corpus.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createReport } from '../../plugins/message.ts';
import type { NotesModel } from '../../plugins/notes/model.ts';
import { parseNotes } from '../../plugins/notes/parse.ts';

type Label = 'action' | 'decision' | 'implied' | 'none' | 'unsure';

interface Labelled {
  label: Label;
  owners: string[];
}

/** `file:line` → what a person said of the line. */
type Labels = Map<string, Labelled>;

interface Score {
  right: number;
  wrong: string[];
  missed: string[];
}

/**
 * Rules were worked out on these; the others were labelled before they were read. Their first figures, blind: actions
 * 0.52 / 0.87 (ipfs-team-mgmt) and 0.71 / 0.92 (rust-lang-team), decisions 1.00 / 0.92 and 0.76 / 0.61, owners 0.39 and
 * 0.05. What they showed to be wrong in general was then mended; lines that had been overlooked were labelled too.
 */
const WORKED_ON = new Set(['networkx', 'openjs-cpc']);

/** No rule was ever mended on these, and their mistakes are never printed. */
const HELD_OUT = new Set(['electron-ecosystem', 'napari-docs', 'nodejs-tsc', 'pyopensci']);

const verbose = process.argv.includes('--lines');
const folders = process.argv.slice(2).filter((argument) => argument !== '--lines');
if (folders.length === 0 || !folders.every((folder) => existsSync(folder))) {
  console.error('Usage: npm run bench:notes -- <folders of corpora> [--lines]');
  process.exit(2);
}
for (const folder of folders)
  for (const corpus of readdirSync(folder).filter((name) => existsSync(labelFile(name))))
    printCorpus(folder, corpus);

function labelFile(corpus: string): string {
  return join('test/labels', `${corpus}.tsv`);
}

function readLabels(corpus: string): Labels {
  const rows = readFileSync(labelFile(corpus), 'utf8').trim().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [file = '', line = '', label = 'none', owners = ''] = row.split('\t');
      return [`${file}:${line}`, { label: label as Label, owners: owners.split('+').filter(Boolean) }];
    }),
  );
}

function readCorpus(root: string, corpus: string): NotesModel {
  const files = readdirSync(join(root, corpus)).filter((name) => /\d{4}/.test(name) && name.endsWith('.md'));
  const entry = { series: corpus, audience: 'public' as const, show: [] };
  const sources = files
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, corpus, path), 'utf8'), entry }));
  const config = { people: [], audience: 'private' as const };
  return parseNotes(sources, config, '2026-01-01', createReport().report);
}

function printCorpus(root: string, corpus: string): void {
  const labels = readLabels(corpus);
  const model = readCorpus(root, corpus);
  const given = model.actions.filter((action) => action.kind !== 'implied');
  const implied = model.actions.filter((action) => action.kind === 'implied');
  const shown = verbose && !HELD_OUT.has(corpus);
  const count = (label: Label) => [...labels.values()].filter((each) => each.label === label).length;
  console.log(
    `\n${corpus} (${standing(corpus)}): ${count('action')} actions, ${count('decision')} decisions, ${count('implied')} implied, ${count('none')} none`,
  );
  printScore('marked and listed actions', scoreLines(linesOf(given), labels, 'action'), shown);
  printScore('decisions', scoreLines(linesOf(model.decisions), labels, 'decision'), shown);
  printOwners('owners', given, labels, shown);
  if (count('implied') > 0) {
    printScore('implied actions', scoreLines(linesOf(implied), labels, 'implied'), shown);
    printOwners('owners of implied actions', implied, labels, shown);
  }
  printPairs(model, labels);
}

function standing(corpus: string): string {
  if (HELD_OUT.has(corpus)) return 'labelled blind, held out';
  return WORKED_ON.has(corpus)
    ? 'rules were worked out on it'
    : 'labelled blind, then rules were mended on it';
}

function linesOf(records: { places?: { file: string; line: number }[] }[]): Set<string> {
  return new Set(
    records.flatMap((record) =>
      (record.places ?? []).map((place) => `${basename(place.file)}:${place.line}`),
    ),
  );
}

/** A line that no label speaks of is wrong, unless the label is `unsure`. */
function scoreLines(found: Set<string>, labels: Labels, wanted: Label): Score {
  const score: Score = { right: 0, wrong: [], missed: [] };
  for (const line of found) {
    const label = labels.get(line)?.label;
    if (label === wanted) score.right++;
    else if (label !== 'unsure') score.wrong.push(line);
  }
  for (const [line, { label }] of labels) if (label === wanted && !found.has(line)) score.missed.push(line);
  return score;
}

function printScore(name: string, { right, wrong, missed }: Score, shown: boolean): void {
  const precision = shareOf(right, right + wrong.length);
  const recall = shareOf(right, right + missed.length);
  console.log(
    `  ${name.padEnd(28)} precision ${precision}  recall ${recall}  (${right} right, ${wrong.length} wrong, ${missed.length} missed)`,
  );
  if (shown) console.log(`    wrong: ${wrong.join(' ')}\n    missed: ${missed.join(' ')}`);
}

/** `none` where there is nothing to be right about: 0 would say that all of it was wrong. */
function shareOf(right: number, all: number): string {
  return all === 0 ? 'none' : (right / all).toFixed(3);
}

/** Of the actions found whose label names owners: are they the owners? Names are compared without case. */
function printOwners(name: string, actions: NotesModel['actions'], labels: Labels, shown: boolean): void {
  let right = 0;
  const wrong: string[] = [];
  for (const action of actions)
    for (const line of linesOf([action])) {
      const owners = labels.get(line)?.owners ?? [];
      if (owners.length === 0 || owners[0] === '?' || !isAction(labels.get(line)?.label)) continue;
      if (folded(owners) === folded(action.owners)) right++;
      else wrong.push(`${line} [${action.owners.join('+')}]`);
    }
  console.log(
    `  ${name.padEnd(28)} right ${shareOf(right, right + wrong.length)}  (${right} of ${right + wrong.length})`,
  );
  if (shown) console.log(`    wrong: ${wrong.join(' ')}`);
}

function isAction(label: Label | undefined): boolean {
  return label === 'action' || label === 'implied';
}

function folded(names: string[]): string {
  return names
    .map((name) => name.replace(/^@/, '').toLowerCase())
    .sort()
    .join('+');
}

/** Pairs of lines said to be one action (label file `<corpus>.pairs.tsv`), against lines that the model joins. */
function printPairs(model: NotesModel, labels: Labels): void {
  const file = labelFile(basename(model.series[0]?.title ?? '')).replace('.tsv', '.pairs.tsv');
  if (!existsSync(file)) return;
  const wanted = new Set(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t').sort().join(' ')),
  );
  const lines = new Set([...wanted].flatMap((pair) => pair.split(' ')));
  const found = new Set<string>();
  for (const action of model.actions) {
    const own = [...linesOf([action])]
      .filter((line) => lines.has(line) || labels.get(line)?.label === 'action')
      .sort();
    own.forEach((line, index) => {
      const next = own[index + 1];
      if (next && lines.has(line) && lines.has(next)) found.add([line, next].sort().join(' '));
    });
  }
  const right = [...wanted].filter((pair) => found.has(pair)).length;
  const f1 = (2 * right) / Math.max(1, wanted.size + found.size);
  console.log(
    `  ${'carried-over pairs'.padEnd(28)} F1 ${f1.toFixed(3)}  (${right} of ${wanted.size} pairs, ${found.size} found)`,
  );
}
