// Each way a text can be written into a file, one line each: the audit finds it in all of them, and says where.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { audienceOfSource } from '../../plugins/front-matter.ts';
import { contextPhrases, dataComments } from '../../scripts/audit/context.ts';
import { auditRules } from '../../scripts/audit/rules.ts';
import { viewsOf } from '../../scripts/audit/views.ts';
import { commentPhrases, commentsOf, notesPhrases, splitTex, textsOf } from '../../scripts/audit/withheld.ts';
import { indexPhrases } from '../../scripts/audit/words.ts';
import { type AuditInput, auditSite, hashOf } from '../../scripts/audit.ts';

const folder = mkdtempSync(join(tmpdir(), 'compass-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let number = 0;

async function audit(files: Record<string, string | Buffer>, more: Partial<AuditInput> = {}) {
  const site = join(folder, String(number++));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(site, file)), { recursive: true });
    writeFileSync(join(site, file), content);
  }
  return auditSite({ site, groups: [withheld()], redact: {}, shipped: new Set(), ...more });
}

const SECRET = 'The café will be sold to "Harbour & Sons" before the year ends';
const SHORT = 'Sell the boat';
const place = { file: 'content/notes/board.md', line: 7, column: 1 };

function withheld(allowed: string[] = []) {
  const source = { rule: auditRules.withheld, place };
  return { phrases: [SECRET, SHORT, 'Boatyard'].map((text) => ({ text, source })), allowed };
}

describe('sources that a link publishes as they are', () => {
  it.each<[string, string, string[]]>([
    ['a.md', 'Text.\n', []],
    ['a.md', '```md\n<!-- one -->\n:::{private}\n:::\n```\n\nWrite `#private` or `<!-- -->`.\n', []],
    ['a.txt', '<!-- one -->\n', []],
    ['a.md', 'Text.\n\n<!-- one -->\n', ['site-without-comments 6']],
    ['a.md', '% one\n', ['site-without-comments 0']],
    ['a.md', 'Text.\n\n:::{private}\nOne.\n:::\n', ['site-without-withheld 6']],
    ['a.md', '- one\n\n  ```{PRIVATE}\n  One.\n  ```\n', ['site-without-withheld 6']],
    ['a.md', 'Text {private}`one`.\n', ['site-without-withheld 0']],
    ['a.md', 'Text.\n- one #private\n', ['site-without-withheld 5']],
    ['a.md', 'Text.\n\n+++ {"tags": ["private"]}\n\nOne.\n', ['site-without-withheld 0']],
    ['a.md', '```{code-cell} python\n:tags: [private]\none\n```\n', ['site-without-withheld 0']],
    ['a.md', '```{code-cell} python\n:tags: [hide-input]\none\n```\n', []],
    [
      'a.ipynb',
      JSON.stringify({ cells: [{ source: ['a\n', '<!-- one -->'] }] }),
      ['site-without-comments 0'],
    ],
    ...[{ tags: ['private'] }, { audience: 'team' }].map((metadata): [string, string, string[]] => [
      'a.ipynb',
      JSON.stringify({ cells: [{ source: 'one', metadata }], metadata: {} }),
      ['site-without-withheld 0'],
    ]),
    [
      'a.ipynb',
      JSON.stringify({ cells: [{ source: 'one' }], metadata: { private: true } }),
      ['site-without-withheld 0'],
    ],
    [
      'a.ipynb',
      JSON.stringify({ cells: [{ source: 'one', metadata: { tags: ['hide-input'] } }], metadata: {} }),
      [],
    ],
  ])('%s: %j', async (file, text, found) => {
    const leaks = await audit({ [file]: text });
    expect(leaks.map(({ rule, offset }) => `${rule.id} ${offset}`)).toEqual(found);
  });
});

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('é', '&eacute;');
const toHex = (text: string, prefix: string) =>
  [...text].map((letter) => prefix + letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

const ways: [string, string, string | Buffer][] = [
  ['as it is', 'a.html', `<p>${SECRET}</p>`],
  ['a quote of it', 'a.html', '<p>I heard: sold to Harbour &amp; Sons before the year, really</p>'],
  ['in capitals', 'a.html', SECRET.toUpperCase()],
  ['with other white space', 'a.html', SECRET.replaceAll(' ', '\n\t ')],
  ['with html escapes', 'a.html', escapeHtml(SECRET)],
  ['with numeric escapes', 'a.html', [...SECRET].map((letter) => `&#${letter.codePointAt(0)};`).join('')],
  ['escaped twice', 'a.html', escapeHtml(escapeHtml(SECRET))],
  [
    'with a tag around each word',
    'a.html',
    SECRET.split(' ')
      .map((word) => `<i>${word}</i>`)
      .join(''),
  ],
  ['with a tag inside words', 'a.html', SECRET.replaceAll('e', '<b>e</b>')],
  ['in an attribute', 'a.html', `<img alt="${escapeHtml(SECRET)}">`],
  ['in a comment', 'a.html', `<!-- ${SECRET} -->`],
  ['in JSON', 'a.json', JSON.stringify({ value: SECRET })],
  ['in JSON with escapes', 'a.json', `"${toHex(SECRET, '\\u')}"`],
  ['as html in JSON', 'a.json', JSON.stringify({ html: `<p>${escapeHtml(SECRET)}</p>` })],
  ['in JavaScript', 'a.js', `const a = '${SECRET.replaceAll('"', '\\x22')}';`],
  ['in a style sheet', 'a.css', `a::after { content: "${SECRET.replaceAll('"', '')}" }`],
  [
    'in escapes of a style sheet',
    'a.css',
    `a::after { content: "${[...SECRET].map((letter) => `\\${letter.codePointAt(0)!.toString(16)} `).join('')}" }`,
  ],
  [
    'in escapes of six digits',
    'a.html',
    `<style>a::after { content: "${SECRET.replaceAll(/[aeé]/g, (letter) => `\\0000${letter.charCodeAt(0).toString(16)} `)}" }</style>`,
  ],
  ['over lines of a script', 'a.js', `'${SECRET.replaceAll('e', '\\\ne')}'`],
  ['in colours of a terminal', 'a.json', JSON.stringify(SECRET.replaceAll('e', '\u001b[1;31me\u001b[0m'))],
  [
    'with numeric escapes in many digits',
    'a.html',
    [...SECRET].map((letter) => `&#x0000000${letter.charCodeAt(0).toString(16)};`).join(''),
  ],
  ['with named letters without a width', 'a.html', SECRET.replaceAll('e', '&ZeroWidthSpace;e&NoBreak;')],
  ['with letters that are not drawn', 'a.html', SECRET.replaceAll('e', '\u3164e\ufe0e\u034f')],
  ['in an url', 'a.html', `<a href="?q=${encodeURIComponent(SECRET)}">x</a>`],
  ['in an url with plus signs', 'a.html', `<a href="?q=${SECRET.replaceAll(' ', '+')}">x</a>`],
  ['as a slug', 'a.html', '<h2 id="the-cafe-will-be-sold-to-harbour-sons">x</h2>'],
  [
    'in base64',
    'a.html',
    `<img src="data:image/svg+xml;base64,${base64(`<svg><title>${SECRET}</title></svg>`)}">`,
  ],
  ['in base64 of base64', 'a.json', JSON.stringify(base64(base64(SECRET)))],
  ['in base64 after other letters', 'a.txt', `/x${base64(SECRET)}`],
  ['in hexadecimal', 'a.txt', Buffer.from(SECRET).toString('hex')],
  ['with soft hyphens and zero-width spaces', 'a.html', SECRET.replaceAll('o', '\u00ado\u200b')],
  ['without accents', 'a.txt', SECRET.replace('é', 'e')],
  ['decomposed', 'a.txt', SECRET.normalize('NFD')],
  [
    'in svg text',
    'a.svg',
    `<svg><text><tspan>The café will be</tspan><tspan>sold to Harbour</tspan></text></svg>`,
  ],
  [
    'in a calendar with folded lines',
    'a.ics',
    `BEGIN:VCALENDAR\r\nSUMMARY:The café will be so\r\n ld to Harbour\\, Sons before`,
  ],
  [
    'in a calendar that says its encoding',
    'a.ics',
    `\ufeffbegin:vcalendar\r\n${SECRET.replaceAll('e', '\r\n e')}`,
  ],
  ['in a visiting card', 'a.vcf', `BEGIN:VCARD\r\nNOTE:${SECRET.replaceAll('e', '\r\n e')}\r\n`],
  ['in a table', 'a.csv', `a,"${SECRET.replaceAll('"', '""')}"`],
  ['in a source map', 'a.js.map', JSON.stringify({ sourcesContent: [`// ${SECRET}`] })],
  [
    'in an inventory',
    'objects.inv',
    Buffer.concat([
      Buffer.from('# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# zlib\n'),
      deflateSync(`x std:label -1 x/ ${SECRET}`),
    ]),
  ],
  ['in gzip', 'a.gz', gzipSync(SECRET)],
  ['in packed text of a picture', 'a.png', png('zTXt', 'Note\0\0')],
  ['in packed text of any language', 'a.png', png('iTXt', 'Note\0\x01\0fr\0Note\0')],
  ['in a document', 'a.docx', zip(SECRET)],
  [
    'in a document with parted words',
    'a.docx',
    zip(
      `<w:p><w:r><w:t>${SECRET.replaceAll('o', 'o</w:t></w:r><w:proofErr w:type="x"/><w:r w:rsidR="0"><w:t>')}`,
    ),
  ],
  ['in an archive behind a program', 'a.bin', Buffer.concat([Buffer.from('MZ\0\0'), zip(SECRET)])],
  [
    'in a picture',
    'a.png',
    Buffer.concat([
      Buffer.from('\x89PNG\0\0\0tEXt'),
      Buffer.from(SECRET.replace('é', 'e')),
      Buffer.from([0, 1]),
    ]),
  ],
  ['in 16-bit characters', 'a.bin', Buffer.from(`x\0${SECRET.replace('é', 'e')}`, 'utf16le')],
  ['in a page with a NUL', 'a.html', `<p title="\0">${SECRET.replaceAll('e', '&#101;')}</p>`],
  ['in base64 of gzip', 'a.json', JSON.stringify(gzipSync(SECRET).toString('base64'))],
  ['in base64 of zlib', 'a.html', `<a href="data:;base64,${deflateSync(SECRET).toString('base64')}">`],
  ['in base64 of 16-bit characters', 'a.txt', wide(SECRET).toString('base64')],
  ['in base64 in short lines', 'a.txt', base64(SECRET).replaceAll(/.{16}/g, '$&\r\n')],
  ['in base64 in lines of JSON', 'a.json', JSON.stringify(base64(SECRET).replaceAll(/.{16}/g, '$&\n'))],
  ['in base64 of a mail', 'a.eml', base64(`${'x '.repeat(17)}${SECRET}`).replaceAll(/.{76}/g, '$&\n')],
  [
    'in quoted-printable',
    'a.eml',
    `Content-Transfer-Encoding: quoted-printable\n\n${toHex(SECRET.normalize('NFD'), '=').replaceAll(/=00|=0301?/g, '')}`,
  ],
  [
    'in quoted-printable with folded lines',
    'a.vcf',
    SECRET.replace('é', '=C3=A9').replace('Harbour', 'Har=\nbour'),
  ],
  ['in 16-bit characters, big end first', 'a.txt', wide(SECRET).swap16()],
  ['with accents among binary data', 'a.bin', Buffer.from(`\0\x01${SECRET}\0`)],
  [
    'in a PDF with other line ends',
    'a.pdf',
    Buffer.concat([Buffer.from('%PDF-1.7\r\n1 0 obj\r\nstream\r\n'), deflateSync(SECRET)]),
  ],
  ['in a file name', 'the-cafe-will-be-sold-to-harbour/index.html', 'x'],
  ['in a file name in escapes', 'the%20caf%C3%A9%20will%20be%20sold%20to%20Harbour/index.html', 'x'],
  ['short, as a text node', 'a.html', `<li>${SHORT}</li>`],
  ['short, with marks inside', 'a.html', '<li><b>Sell</b> <a href="/x">the boat</a>.</li>'],
  ['short, with a comment between', 'a.html', '<li>Sell<!-- --> the <!-- -->boat.</li>'],
  ['short, as an attribute', 'a.html', `<a title='${SHORT}' href="/x">x</a>`],
  ['short, as a JSON value', 'a.json', `{"value":"${SHORT}"}`],
  ['short, as a cell', 'a.csv', `1,${SHORT},2`],
  ['short, in a calendar', 'a.ics', `BEGIN:VCALENDAR\r\nSUMMARY:${SHORT}\r\n`],
  ['short, as a line', 'a.md', `# x\n- ${SHORT}\n`],
  ['short, as a file name', 'sell-the-boat/index.html', 'x'],
];

/** One chunk of packed text; nobody looks at the sums. */
function png(type: string, head: string): Buffer {
  const body = Buffer.concat([Buffer.from(head, 'latin1'), deflateSync(SECRET)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    length,
    Buffer.from(type),
    body,
    Buffer.alloc(4),
  ]);
}

function wide(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

function zip(text: string): Buffer {
  const data = deflateRawSync(text);
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(8, 8);
  return Buffer.concat([head, data]);
}

describe('audit finds a withheld text', () => {
  it.each(ways)('%s', async (_way, file, content) => {
    const leaks = await audit({ [file]: content });
    expect(leaks.length).toBeGreaterThan(0);
    expect(leaks[0]).toMatchObject({ rule: auditRules.withheld, file, place });
  });

  it('with its offset in the file, through escapes', async () => {
    const before = '<p>one &amp; two &amp; three</p>';
    const [leak] = await audit({ 'a.html': `${before}<b>${escapeHtml(SECRET)}</b>` });
    expect(leak?.offset).toBe(before.length + 3);
  });
});

describe('audit finds a comment', () => {
  const comment = (text: string, open: string[] = []) => ({
    groups: [{ phrases: commentPhrases([{ file: 'content/a.md', text }]), allowed: open }],
  });
  it.each([
    ['a word in a title', 'Part <!-- later -->', '<title>Part &#x3C;!-- later --></title>'],
    ['short text', '<!-- ask Ana -->', '<p>ask Ana</p>'],
    ['part of a long one', '<!-- we must ask Ana who really pays for it -->', 'ask Ana who really pays for'],
    ['a comment line', '% ask Ana', '{"value":"ask Ana"}'],
  ])('%s', async (_way, source, output) => {
    expect(await audit({ 'a.html': output }, comment(source))).toMatchObject([
      { rule: { id: 'site-without-comments' } },
    ]);
  });
  it('but not where a page shows it as code', async () => {
    const source = '<!-- private -->\n\n```md\n<!-- private -->\n```\n';
    expect(
      await audit({ 'a.html': '&lt;!-- private -->' }, comment(source, ['```md\n<!-- private -->'])),
    ).toEqual([]);
  });
});

const silent: [string, string, string][] = [
  ['five words of it', 'a.html', 'The café will be sold'],
  ['a single word', 'a.html', '<p>Boatyard</p>'],
  ['a short text inside a sentence', 'a.html', '<p>They want to sell the boat soon</p>'],
  ['other text', 'a.html', '<p>The café will be open before the year ends</p>'],
  [
    'a hash and a font',
    'a.css',
    `url(data:font/woff2;base64,${Buffer.from([...Array(300).keys()]).toString('base64')})`,
  ],
];

describe('audit lets pass', () => {
  it.each(silent)('%s', async (_way, file, content) => {
    expect(await audit({ [file]: content })).toEqual([]);
  });
  it('what a released record says too', async () => {
    const groups = [withheld([`We say: ${SECRET}!`, SHORT])];
    expect(await audit({ 'a.html': `<p>${escapeHtml(SECRET)}</p><p>${SHORT}</p>` }, { groups })).toEqual([]);
  });
  it('patterns in files that came with the theme', async () => {
    const content = '/* by ana@example.org */';
    const shipped = new Set([hashOf(Buffer.from(content))]);
    expect(await audit({ 'a.js': content }, { shipped })).toEqual([]);
    expect(await audit({ 'a.js': content })).toHaveLength(1);
  });
});

const secrets: [string, string, string][] = [
  ['site-without-secrets', 'a.html', '<a href="mailto:ana@example.org">Ana</a>'],
  ['site-without-secrets', 'a.html', '<p>ana&#64;example&#46;org</p>'],
  ['site-without-secrets', 'a.html', '<p><b>ana</b>@<i>example.org</i></p>'],
  ['site-without-secrets', 'a.json', '{"url":"https:\\/\\/zoom.us\\/j\\/123456789"}'],
  [
    'site-without-secrets',
    'a.html',
    '<a href="https://l.example/?u=https%3A%2F%2Fmeet.google.com%2Fabc-defg-hij">x</a>',
  ],
  ['site-without-secrets', 'a.svg', '<svg><title>Passcode: 448812</title></svg>'],
  ['site-without-secrets', 'ana@example.org/index.html', 'x'],
  ['site-without-secrets', 'ana%40example.org/index.html', 'x'],
  ['site-without-private-links', 'a.ics', 'BEGIN:VCALENDAR\r\nLOCATION:https://docs.example.net/plan'],
  ['site-without-private-links', 'a.html', '<a href="https://docs.example.net/plan">x</a>'],
  ['site-without-private-links', 'a.html', '<a href="https://docs.google.com/document/d/1/edit">x</a>'],
  ['site-without-credentials', 'a.js', `const key = 'AKIA${'ABCDEFGHIJKLMNOP'}'`],
  ['site-without-credentials', 'a.js', `fetch('https://ana:s3cret-Pw@git.example.org')`],
  ['site-without-credentials', 'a.txt', `xox${'b'}-123456789012-123456789012-${'abcdefABCDEF1234abcdefAB'}`],
];

describe('audit finds by pattern', () => {
  it.each(secrets)('%s in %s: %s', async (rule, file, content) => {
    const leaks = await audit(
      { [file]: content },
      { redact: { privateLinks: ['https://docs.example.net/'] } },
    );
    expect(leaks.map((leak) => leak.rule.id)).toContain(rule);
  });
});

describe('audit lets an address pass that is named as public', () => {
  const redact = { publicLinks: ['ben@example.org'] };
  it.each([
    ['{"a":"Write to\\nben@example.org."}', 0],
    ['{"a":"Write to\\nana@example.org."}', 1],
    ['<p>Write to \\nana@example.org and \\ana@example.org</p>', 2],
    ['<a href="mailto:ben@example.org">ben@example.org</a>', 0],
  ])('%s: %i finds', async (content, count) => {
    expect(await audit({ 'a.json': content }, { redact })).toHaveLength(count);
  });
});

describe('sources', () => {
  it('comments are html comments and % lines, but not in code', () => {
    const text =
      'a <!-- one --> b <!-- two\nthree -->\n% four\n```md\n<!-- shown -->\n```\n`<!-- shown -->`\n```{note}\n<!-- five -->\n```\n<!-- six';
    expect(commentsOf(text).map((comment) => [comment.text.trim(), comment.line])).toEqual([
      ['one', 1],
      ['two three', 1],
      ['four', 3],
      ['five', 9],
      ['six', 11],
    ]);
  });
  it.each<[string, string[]]>([
    ['\\<!-- shown -->', []],
    ['\\\\<!-- one -->', ['one']],
    ['`` ` <!-- shown --> `` <!-- one -->', ['one']],
    ['a ` b <!-- one --> c', ['one']],
    ['\\` <!-- one --> `', ['one']],
    ['`a` <!-- one --> `b`', ['one']],
    ['{ref}`a <!-- one --> <b>`', ['one']],
    ['{code}`<!-- shown -->`', []],
  ])('what %s hides', (line, expected) => {
    expect(commentsOf(line).map(({ text }) => text.trim())).toEqual(expected);
  });
  it('notes that no digest shows are found', async () => {
    const text = 'We talk at length about the price of a second berth.';
    const groups = [{ phrases: notesPhrases([{ file: 'content/notes/board.md', text }], []), allowed: [] }];
    expect(await audit({ 'a.json': '{"a":"talk at length about the price"}' }, { groups })).toMatchObject([
      { rule: { id: 'site-without-raw-notes' }, place: { file: 'content/notes/board.md', line: 1 } },
    ]);
  });

  it('notes are cut at released texts', () => {
    const text = '## 2026-10-06 - Plan the fair - Sell [the boat](https://x.example) - Say nothing';
    const phrases = notesPhrases([{ file: 'n.md', text }], ['Plan the fair', 'say  nothing']);
    expect(phrases.map((phrase) => phrase.text)).toEqual(['## 2026-10-06 - ', 'Sell [the boat](|) - ']);
  });
});

describe('properties', () => {
  it('any bytes are read, and every offset lies in the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const buffer = Buffer.from(bytes);
          for (const view of viewsOf(buffer))
            for (const offset of [0, view.text.length >> 1, view.text.length]) {
              expect(view.at(offset)).toBeGreaterThanOrEqual(0);
              expect(view.at(offset)).toBeLessThanOrEqual(buffer.length);
            }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

it('finds nothing by chance in a million words of which some thousand runs are withheld', () => {
  let seed = 1;
  const word = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed.toString(36);
  };
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const phrases = Array.from({ length: 300 }, () => ({ text: words(100), source: 'notes' }));
  const { findRuns } = indexPhrases([{ phrases, allowed: [] }]);
  expect(findRuns(words(1_000_000))).toEqual([]);
  expect(findRuns(phrases[7]!.text)).toHaveLength(95);
});

it('takes every text of a model, whatever the list that holds it is called', () => {
  const objectives = { objectives: [{ id: 'a', title: 'We sell the pier to the town' }], periods: [] };
  expect(
    textsOf({ objectives, notes: { actions: [{ text: 'Call the town' }] } }).map(({ text }) => text),
  ).toEqual(['We sell the pier to the town', 'Call the town']);
});

it('finds raw notes that are published as a file, however short their lines', async () => {
  const text = '## 2026-10-06\n\n- sell it\n';
  const raw = new Map([[hashOf(Buffer.from(text)), { file: 'notes/board.md', line: 1, column: 1 }]]);
  expect(await audit({ 'build/board-1f.md': text }, { raw })).toMatchObject([
    { file: 'build/board-1f.md', place: { file: 'notes/board.md' } },
  ]);
});

it('takes no quote of a short text out of what is released, or out of another file', () => {
  const notes = '### Fees\n\n- ACTION: Ana raises the fees\n- ACTION: Ask the club about paint\n';
  const data = 'objectives:\n  - id: fees\n    title: Members renew at a fee that lasts\n';
  const source = { rule: auditRules.withheld, place: { file: 'a.md', line: 3, column: 3 } };
  const sources = [
    { file: 'a.md', text: notes },
    { file: 'a.yml', text: data },
  ];
  const released = ['Ana raises the fees', 'Ask the club about paint', 'Members renew at a fee that lasts'];
  const quotes = contextPhrases([{ text: 'Fees', source }], released, sources, [sources[1]!]);
  expect(quotes.map(({ text }) => text)).toEqual(['Fees\n\n- ACTION: Ana raises the fees\n- ']);
});

it.each([
  ['a.md', '---\naudience: team\n---\nWe sell it.', 1],
  ['a.ipynb', '---\naudience: team\n---\nWe sell it.', 1],
  [
    'a.ipynb',
    JSON.stringify({ cells: [{ source: ['---\n', 'audience: team\n', '---\n', 'We sell it.'] }] }),
    1,
  ],
  ['a.html', '---\naudience: team\n---\nWe sell it.', 0],
  ['a.md', 'We sell it.', 0],
])('finds a file that says it is not public: %s, %j', async (file, content, count) => {
  const isOpen = (text: string) => audienceOfSource(text) === 'public';
  expect(await audit({ [file]: content }, { isOpen })).toHaveLength(count);
});

it('looks for no comment without a word', () => {
  const text = 'Fee %\n\\end{document}\n\n';
  expect(commentPhrases([{ file: 'a.tex', text }])).toEqual([]);
});

it('knows the comments of a page of TeX, and what stands behind its end', () => {
  const text = '\\title{Fair % ask Ana\n}\nA 5\\% fee\n% Ben pays\n\\end{document}\nsell it';
  const phrases = commentPhrases([{ file: 'a.tex', text }]);
  expect(phrases.map(({ text: words, source: { place: at } }) => [words.trim(), at.line])).toEqual([
    ['ask Ana', 1],
    ['Fair   ask Ana', 1],
    ['Ben pays', 4],
    ['sell it', 6],
  ]);
  expect(splitTex(text).open).toEqual(['\\title{Fair ', '}', 'A 5\\% fee', '', '\\end{document}']);
});

describe('a short text is found as its file says it', () => {
  const data =
    'objectives:\n  - {id: sell, title: Sell the boat, audience: team} # hush\n  - {id: open, title: Open}\n';
  const source = { rule: auditRules.withheld, place: { file: 'a.yml', line: 2, column: 1 } };
  const sources = [{ file: 'a.yml', text: data }];
  const texts = ['Sell the boat', 'Open'].map((text) => ({ text, source }));
  const groups = [
    { phrases: contextPhrases(texts, ['Open'], sources), allowed: [] },
    { phrases: contextPhrases(dataComments(sources), [], sources), allowed: [] },
  ];
  const copy = `# changed\n${data}`;
  it.each([
    ['in a changed copy', copy, ['site-without-withheld', 'site-without-comments']],
    [
      'in a copy as page data',
      JSON.stringify({ value: copy }),
      ['site-without-withheld', 'site-without-comments'],
    ],
    ['but not in a sentence', '<p>They think of the title: Sell the boat, and of more</p>', []],
    ['nor what is released', 'audience: team, hushed\n  - {id: open, title: Open}', []],
  ])('%s', async (_way, content, rules) => {
    const leaks = await audit({ 'a.yml': content }, { groups });
    expect(leaks.map(({ rule }) => rule.id)).toEqual(rules);
  });
});
