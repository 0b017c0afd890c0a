// Notes, objectives and compass.yml changed at random, always by the same seed: nothing crashes, nothing hangs, no word
// from a private place is released. `npm run fuzz` does it 100,000 times (FUZZ=100000), a test run 1,000 times.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../plugins/config/parse.ts';
import { createReport, formatMessage } from '../../plugins/message.ts';
import { digestJson } from '../../plugins/notes/digest/json.ts';
import { digestMarkdown } from '../../plugins/notes/digest/markdown.ts';
import { parseNotes } from '../../plugins/notes/parse.ts';
import { recordsOfNotes } from '../../plugins/notes/records.ts';
import { releaseNotes } from '../../plugins/notes/release.ts';
import { parseObjectives } from '../../plugins/objectives/parse.ts';
import { recordsOfObjectives } from '../../plugins/objectives/records.ts';
import { releaseObjectives } from '../../plugins/objectives/release.ts';
import { redact } from '../../plugins/redact/redact.ts';

const runs = Number(process.env.FUZZ ?? 1000);
const seed = Number(process.env.SEED ?? 20261006);
const AS_OF = '2026-11-20';

/** Mulberry32: small, and the same everywhere. */
function randomFrom(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  '',
  ' ',
  '\n',
  '\n\n',
  '\t',
  '\r\n',
  '- ',
  '+ ',
  '1. ',
  '# ',
  '## 2026-10-06\n',
  '> ',
  '```\n',
  ':::\n',
  ':::{private}\n',
  '<!-- private -->',
  '<!--',
  '-->',
  '[private]',
  '#public',
  '#team',
  '[ ] ',
  '[x] ',
  'ACTION AR: ',
  'DECISION: ',
  '|',
  '~~',
  '**',
  '\u0000',
  '\ufeff',
  '\u202e',
  '😀',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '&a ',
  '*a ',
  '!!js/function ',
  '"',
  "'",
  '2026-13-99',
  '../../etc/passwd',
  'javascript:alert(1)',
  '<script>',
  ']]>',
  '%',
  'null',
  '-1e999',
  'NaN',
  '__proto__',
  'constructor: ',
  '<<: *a',
  ', audience: team',
  '\n    audience: private',
];

/** One to eight small changes: pieces put in, cut out, doubled, moved. */
function mutate(text: string, random: (below: number) => number): string {
  let changed = text;
  for (let change = random(8); change >= 0; change--) {
    const at = random(changed.length + 1);
    const length = random(40);
    const kind = random(5);
    const piece = PIECES[random(PIECES.length)]!;
    if (kind === 0) changed = changed.slice(0, at) + changed.slice(at + length);
    else if (kind === 1)
      changed =
        changed.slice(0, at) + changed.slice(at, at + length).repeat(2 + random(4)) + changed.slice(at);
    else if (kind === 2) changed = changed.slice(at) + changed.slice(0, at);
    else changed = changed.slice(0, at) + piece + changed.slice(at);
  }
  return changed;
}

const CONFIG = `audience: public
as_of: 2026-11-20
people:
  - {id: ana, name: Ana Ruiz, initials: AR, aliases: [Ana]}
  - {id: ben, name: Ben Okafor, initials: BO, audience: team}
notes:
  - {path: notes/a.md, series: Board, audience: public, show: [topics, questions, people, links]}
objectives: [objectives/*.yml]
private_links: [https://private.example/]
`;

const NOTES = `Preamble

## 2026-10-06 Strategy

Present: Ana, Ben

- Quota service
  - [ ] ACTION AR: Write one page by Friday ([platform#412](https://github.com/open-tide/platform/issues/412))
  - DECISION: the platform team owns images
  - Who rebuilds them?
1. Runway #team
   - AR: we counted twice
> ***Action #3: close the books***

| who | what |
|---|---|
| Ana | ACTION AR: ask |

## 2026-09-22

- [x] ACTION BO: Send the survey
- Agreed to cap the objectives at five. <!-- team -->
`;

const OBJECTIVES = `period: 2026-Q4
objectives:
  - id: quota
    title: Communities can cap their cost
    owner: ana
    turns: wheel-access
    measures:
      - {id: hubs, name: Hubs with a cap, baseline: 2, target: {2026-10-01: 20, 2026-11-01: 15}, checkins: {2026-10-06: 5, 2026-11-03: {value: 9, note: Two wait.}}}
    actions:
      - {text: Publish the guide, owner: ana, due: 2026-11-15}
    learnings:
      - {date: 2026-10-20, text: Ask for alerts.}
kpis:
  - {id: up, name: Uptime, target: ">0.99", checkins: {2026-10-06: 0.995}}
`;

/** Never released, whatever stands around it: whole series and files that are private. */
const SECRET = 'zyxwvut';
const PRIVATE_NOTES = `## 2026-10-06 ${SECRET}\n\n- [ ] ACTION AR: call ${SECRET}\n- DECISION: ${SECRET}\n- ${SECRET}?\n`;

const config = parseConfig(CONFIG, 'compass.yml', () => {});

function tryNotes(text: string, random: (below: number) => number): string {
  const { messages, report } = createReport();
  const sources = [
    { path: 'notes/a.md', text, entry: config.notes[0]! },
    // `#public` opens an item: it is the one thing that is not put in here.
    {
      path: 'notes/b.md',
      text: mutate(PRIVATE_NOTES, random).replaceAll(/#public/gi, ''),
      entry: { series: 'Closed', audience: 'private' as const, show: [] },
    },
  ];
  const model = parseNotes(sources, config, AS_OF, report);
  const released = releaseNotes(model, {
    reader: 'public',
    people: config.people,
    redact: (part) => redact(part).text,
  });
  for (const { place } of messages) expect(place.line).toBeGreaterThan(0);
  return JSON.stringify([
    digestJson(released, { asOf: AS_OF, audience: 'public', people: config.people }),
    digestMarkdown(released, { asOf: AS_OF, people: config.people }),
    recordsOfNotes(released, config),
    messages.map(formatMessage),
  ]);
}

function tryObjectives(text: string): string {
  const { messages, report } = createReport();
  const files = [
    { path: 'objectives/a.yml', text, csv: () => undefined },
    {
      path: 'objectives/b.yml',
      text: `audience: private\nperiod: 2026-Q4\nobjectives:\n  - {id: hidden, title: ${SECRET}, why: ${SECRET}}\n`,
      csv: () => undefined,
    },
  ];
  const model = parseObjectives(files, { config, report, audience: 'public' });
  const released = releaseObjectives(model, 'public', config);
  return JSON.stringify([recordsOfObjectives(released, config, AS_OF), messages.map(formatMessage)]);
}

function tryConfig(text: string): void {
  const { messages, report } = createReport();
  const parsed = parseConfig(text, 'compass.yml', report);
  for (const { path } of parsed.notes) expect(path).not.toMatch(/^\/|(^|\/)\.\.(\/|$)/);
  for (const message of messages) formatMessage(message);
}

describe(`fuzz, ${runs} times from seed ${seed}`, () => {
  const random = randomFrom(seed);
  const slowest = { text: '', ms: 0 };
  const timed = (text: string, run: (text: string) => string | undefined) => {
    const start = performance.now();
    const output = (() => {
      try {
        return run(text);
      } catch (error) {
        throw new Error(`failed on ${JSON.stringify(text)}`, { cause: error });
      }
    })();
    const ms = performance.now() - start;
    if (ms > slowest.ms) Object.assign(slowest, { text, ms });
    if (output?.includes(SECRET)) throw new Error(`released a private word from ${JSON.stringify(text)}`);
  };

  it('neither crashes nor hangs, and releases no private word', { timeout: 3_600_000 }, () => {
    for (let run = 0; run < runs; run++) {
      timed(mutate(NOTES, random), (text) => tryNotes(text, random));
      timed(mutate(OBJECTIVES, random), tryObjectives);
      timed(mutate(CONFIG, random), (text) => {
        tryConfig(text);
        return undefined;
      });
    }
    expect(slowest.ms, slowest.text).toBeLessThan(5000);
  });
});
