// Gathers what the audit of a build needs: the withheld texts of its models, its sources, what may be said, and the
// theme's own files. In: a compass, the pages' sources; out: the audit's input. The disk is read here only.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Compass } from '../../plugins/compass.ts';
import { audienceOfSource } from '../../plugins/front-matter.ts';
import { maySee } from '../../plugins/graph/record.ts';
import { withoutComments } from '../../plugins/marks.ts';
import type { Place } from '../../plugins/message.ts';
import { shownLink } from '../../plugins/notes/text/links.ts';

import { type AuditInput, hashOf, type Origin } from '../audit.ts';
import { filesIn } from '../pages.ts';
import { contextPhrases, dataComments } from './context.ts';
import {
  commentPhrases,
  headingsOf,
  isTex,
  notesPhrases,
  plainWords,
  type Source,
  splitComments,
  splitTex,
  textsOf,
  withheldPhrases,
} from './withheld.ts';
import { type PhraseGroup, urlsIn } from './words.ts';

/** `pageFiles` are source paths from the project root, `titles` the pages' titles as mystmd resolved them. */
export function auditInput(
  compass: Compass,
  site: string,
  pageFiles: readonly string[],
  titles: readonly string[],
): AuditInput {
  const pages = readSources(compass.root, pageFiles);
  const notes = readSources(compass.root, [...compass.noteFiles]);
  const data = compass.dataFiles.filter((file) => !compass.noteFiles.has(file));
  const others = readSources(compass.root, [...data, 'myst.yml']);
  return {
    site,
    groups: phraseGroups(compass, pages, notes, others, titles),
    redact: compass.config,
    unredacted: compass.audience === 'private',
    isOpen: (text) => maySee(compass.audience, audienceOfSource(text)),
    raw: wholeFiles(compass),
    shipped: shippedFiles(),
    locate: (secret) => locate(secret, [...pages, ...notes, ...others]),
  };
}

/** Data files by their hash; an empty one is like any other empty file. */
function wholeFiles({ root, dataFiles }: Compass): Map<string, Place> {
  const files = dataFiles.filter((file) => existsSync(join(root, file)));
  const hashes = files.flatMap((file): [string, Place][] => {
    const bytes = readFileSync(join(root, file));
    return bytes.length === 0 ? [] : [[hashOf(bytes), { file, line: 1, column: 1 }]];
  });
  return new Map(hashes);
}

/** Not a reviewed digest. */
const isRaw = ({ file }: Source): boolean => !file.endsWith('.json');

function readSources(root: string, files: readonly string[]): Source[] {
  return files
    .filter((file) => file !== '' && existsSync(join(root, file)))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/**
 * Three groups, from strict to mild. Withheld records: only a released record, or a page's title or heading, may say
 * the same. Notes that nobody released, and comments: what a page says openly may be said. Of files of data also what
 * a copy of them would say.
 */
function phraseGroups(
  compass: Compass,
  pages: readonly Source[],
  notes: readonly Source[],
  others: readonly Source[],
  titles: readonly string[],
): PhraseGroup<Origin>[] {
  const released = releasedTexts(compass);
  const headings = [...titles, ...pages.flatMap((page) => headingsOf(page.text)), ...ownWords()];
  const said = [...released, ...headings];
  const open = pages.flatMap(openTexts);
  const withheld = withheldPhrases({ full: compass.full, people: hiddenPeople(compass) });
  const raw = notes.filter(isRaw);
  const quoted = others.flatMap(({ text }) => text.split('\n'));
  const comments = dataComments([...raw, ...others]);
  const sources = [...notes, ...others];
  return [
    { phrases: [...withheld, ...contextPhrases(withheld, said, sources, others)], allowed: said },
    { phrases: notesPhrases(raw, said), allowed: [...said, ...open, ...quoted] },
    {
      phrases: [
        ...commentPhrases([...pages, ...others]),
        ...comments,
        ...contextPhrases(comments, said, sources),
      ],
      allowed: [...released, ...headings.map(withoutComments), ...open],
    },
  ];
}

function releasedTexts(compass: Compass): string[] {
  const { full: _full, messages: _messages, names: _names, graph: _graph, config, ...released } = compass;
  const people = config.people.filter((person) => maySee(compass.audience, person.audience));
  const series = config.notes.filter((entry) => maySee(compass.audience, entry.audience));
  const texts = textsOf(released).map(({ text }) => text);
  const { actions, decisions } = compass.notes;
  return [
    ...texts,
    // As they are looked for, without their links; and the links in them as they are shown.
    ...texts.map(plainWords),
    ...texts.flatMap(urlsIn).map((url) => shownLink(url, url).text),
    ...actions.flatMap(({ owners }) => owners),
    ...decisions.flatMap(({ by }) => by),
    ...people.flatMap((person) => [person.name, ...person.aliases]),
    ...series.map((entry) => entry.series),
  ];
}

function hiddenPeople({ config, audience }: Compass): { name: string; aliases: string[]; place: Place }[] {
  return config.people
    .filter((person) => !maySee(audience, person.audience))
    .map(({ name, aliases, line }) => ({ name, aliases, place: { file: config.file, line, column: 1 } }));
}

/** A page's text without its comments, line by line and as a whole. */
function openTexts({ file, text }: Source): string[] {
  const { open } = isTex(file) ? splitTex(text) : splitComments(text);
  return [...open, open.join('\n')];
}

/** The first line of the sources that holds the secret. */
function locate(secret: string, sources: readonly Source[]): Place | undefined {
  for (const { file, text } of sources) {
    const at = text.indexOf(secret);
    if (at < 0) continue;
    const before = text.slice(0, at).split('\n');
    return { file, line: before.length, column: before.at(-1)!.length + 1 };
  }
  return undefined;
}

/** This package's built files stand beside the command's own, or in `dist` when it runs from its sources. */
function packageFile(path: string): string | undefined {
  const places = [`../${path}`, `./${path}`, `../../dist/${path}`];
  return places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place));
}

function shippedFiles(): ReadonlySet<string> {
  const folder = packageFile('theme/public');
  if (folder === undefined) return new Set();
  return new Set(filesIn(folder).map((file) => hashOf(readFileSync(join(folder, file)))));
}

/** Short texts that the plugin and the theme say on their own: column heads, buttons. */
function ownWords(): string[] {
  return ['compass.mjs', 'theme/server.mjs'].flatMap((path) => {
    const file = packageFile(path);
    if (file === undefined) return [];
    return [...readFileSync(file, 'utf8').matchAll(/(["'`])([A-Z][\p{L}\d ,’'-]{3,60})\1/gu)].map(
      (match) => match[2]!,
    );
  });
}
