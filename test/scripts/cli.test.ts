// The command line without a process: what is wrong use, what is said, which exit code.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Command, RunError, runCommand, type Terminal } from '../../scripts/command.ts';
import { commands } from '../../scripts/commands.ts';
import { explainFailure, parseComplaint, readComplaints } from '../../scripts/complaint.ts';
import { htmlPathOf, readSiteConfig } from '../../scripts/pages.ts';
import { addressOption, findProject, outOption } from '../../scripts/project.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'compass-cli-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'site/content'), { recursive: true });
writeFileSync(join(folder, 'site/content/index.md'), '# Home\n');
writeFileSync(join(folder, 'site/myst.yml'), 'version: 1\n');

function terminalAt(cwd: string): Terminal & { said: string; told: string } {
  return {
    cwd,
    env: {},
    said: '',
    told: '',
    out(text) {
      this.said += text;
    },
    err(text) {
      this.told += text;
    },
    progress() {},
    input: async () => '',
  };
}

async function run(argv: string[], list: Command[] = commands) {
  const terminal = terminalAt(folder);
  return { code: await runCommand(argv, list, '1.2.3', terminal), ...terminal };
}

describe('compass', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('shows its commands: %j', async (argv) => {
    const { code, said } = await run(argv);
    expect(code).toBe(0);
    for (const command of commands) expect(said).toContain(command.name);
  });
  it('tells its version', async () => {
    expect((await run(['--version'])).said).toBe('1.2.3\n');
  });
  it.each(commands.map((command) => command.name))('%s --help tells every option', async (name) => {
    const { code, said } = await run([name, '--help']);
    const { options } = commands.find((command) => command.name === name)!;
    expect(code).toBe(0);
    for (const option of Object.keys(options)) expect(said).toContain(`--${option}`);
  });

  const wrong: [string[], string][] = [
    [['biuld'], '`export`, `start` or `new`; did you mean `build`?'],
    [['build', '--nope'], 'Unexpected option `--nope`, expected `--audience`'],
    [['check', '--jsn'], 'did you mean `--json`?'],
    [['check', '-j'], 'Unexpected option `-j`'],
    [['check', '--json=1'], 'Unexpected value of `--json`, expected none'],
    [['check', '--as-of'], 'Missing value of `--as-of`, expected `--as-of DAY`'],
    [['check', '--as-of', '--json'], 'Missing value of `--as-of`, expected `--as-of DAY`'],
    [['check', '--as-of', '2026-02-30'], 'Unexpected day `2026-02-30`'],
    [['build', 'content'], 'Unexpected argument `content`'],
    [['build', '--audience', 'all'], 'Unexpected audience `all`'],
    [['check', '--as-of', 'today'], 'Unexpected day `today`'],
    [['build', '--base-url', 'x y'], 'Unexpected base url `x y`'],
    [['build', '--out', 'content'], 'Unexpected --out `content`, expected a new or empty folder'],
    [['start', '--port', 'x'], 'Unexpected port `x`'],
    [['start', '--port', '99999'], 'Unexpected port `99999`'],
  ];
  it.each(wrong)('%j is wrong use, told in one line', async (argv, words) => {
    const terminal = terminalAt(join(folder, 'site'));
    expect(await runCommand(argv, commands, '1', terminal)).toBe(2);
    expect(terminal.told).toContain(words);
    expect(terminal.told.trim().split('\n')).toHaveLength(1);
  });

  it('outside a project is an error, told in one line', async () => {
    const { code, told } = await run(['check']);
    expect(code).toBe(1);
    expect(told).toMatch(/^compass: No `myst.yml` in .*\n$/);
  });
  it('who asked for JSON gets JSON', async () => {
    const { code, said } = await run(['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(said)).toMatchObject({
      version: 1,
      messages: [{ severity: 'error', reason: expect.stringContaining('No `myst.yml`') }],
    });
  });
  it('our own mistakes are thrown', async () => {
    const broken: Command = { name: 'x', doc: '', options: {}, run: () => Promise.reject(new Error('ours')) };
    await expect(run(['x'], [broken])).rejects.toThrow('ours');
    const failing = { ...broken, run: () => Promise.reject(new RunError('theirs')) };
    expect((await run(['x'], [failing])).code).toBe(1);
  });
});

describe('settings', () => {
  const call = (options: Record<string, string>, env = {}) => ({
    options,
    positionals: [],
    terminal: { ...terminalAt(folder), env },
  });
  it('the project is found from below', () => {
    expect(findProject(join(folder, 'site/content'))).toBe(join(folder, 'site'));
  });
  it.each([
    ['', undefined, ''],
    ['/', undefined, ''],
    ['/compass/', undefined, '/compass'],
    ['https://tide.example/a/b/', 'https://tide.example', '/a/b'],
  ])('base url %j', (value, origin, path) => {
    expect(addressOption(call({ 'base-url': value }))).toEqual(origin ? { origin, path } : { path });
    expect(addressOption(call({}, { BASE_URL: value }))).toEqual(origin ? { origin, path } : { path });
  });
  it.each(['.', 'site', 'site/_build/html', 'site/_build/site/x', '..'])('--out %s is refused', (out) => {
    expect(() => outOption(call({ out }), join(folder, 'site'))).toThrow('Unexpected --out');
  });
  it('--out is never a folder of something else than an earlier site', () => {
    const root = join(folder, 'site');
    const refused = () => outOption(call({ out: 'old' }), root);
    mkdirSync(join(folder, 'old'));
    expect(refused()).toBe(join(folder, 'old'));
    writeFileSync(join(folder, 'old/compass.json'), '{}');
    expect(refused).toThrow('Unexpected --out `old`');
    writeFileSync(join(folder, 'old/myst.xref.json'), '{}');
    expect(refused()).toBe(join(folder, 'old'));
  });
  it('--out may be a link, which stays, but leads to a folder', () => {
    const root = join(folder, 'site');
    mkdirSync(join(folder, 'host'));
    symlinkSync('host', join(folder, 'www'), 'junction');
    expect(outOption(call({ out: 'www' }), root)).toBe(join(folder, 'host'));
    expect(outOption(call({ out: 'www/new' }), root)).toBe(join(folder, 'host/new'));
    symlinkSync('site', join(folder, 'again'), 'junction');
    expect(() => outOption(call({ out: 'again' }), root)).toThrow('Unexpected --out `again`');
    symlinkSync('nowhere', join(folder, 'dangling'), 'junction');
    expect(() => outOption(call({ out: 'dangling' }), root)).toThrow('Unexpected --out `dangling`');
    writeFileSync(join(folder, 'file'), '');
    expect(() => outOption(call({ out: 'file/x' }), root)).toThrow('Unexpected --out `file/x`');
  });
  it('--out may lie anywhere else', () => {
    expect(outOption(call({ out: 'public' }), join(folder, 'site'))).toBe(join(folder, 'public'));
    expect(outOption(call({}), join(folder, 'site'))).toBe(join(folder, 'site', '_build', 'compass'));
  });
});

describe('mystmd', () => {
  it.each([
    [{ title: 'Open\r\nBEGIN:VEVENT\v Tide\n' }, 'Open BEGIN:VEVENT Tide'],
    [{ title: ' \n', projects: [{ title: 'Tide' }] }, 'Tide'],
    [{}, 'Compass'],
  ])('the title of %j is one line', (config, title) => {
    mkdirSync(join(folder, 'titled/_build/site'), { recursive: true });
    writeFileSync(join(folder, 'titled/_build/site/config.json'), JSON.stringify(config));
    expect(readSiteConfig(join(folder, 'titled')).title).toBe(title);
  });
  it.each([
    ['index', 'index', 'index.html'],
    ['mission', 'index', 'mission/index.html'],
    ['docs.start', 'index', 'docs/start/index.html'],
    ['docs.index', 'index', 'docs/index.html'],
  ])('page %s stands in its folder', (slug, index, path) => {
    expect(htmlPathOf(slug, index)).toBe(path);
  });
  it.each([
    ['⛔️ content/x.md:9 Cannot find image', 'content/x.md:9:1 error Cannot find image'],
    ['⚠️  content/a b.md:3:20 Could not link', 'content/a b.md:3:20 warning Could not link'],
    [
      '⛔️ index.md Cannot find image "a.png" in folder',
      'index.md:1:1 error Cannot find image "a.png" in folder',
    ],
    ['⚠️  docs\\a.md:2:1 as Windows writes it', 'docs/a.md:2:1 warning as Windows writes it'],
    ['⛔️ no such template', 'myst.yml:1:1 error no such template'],
    [
      '⚠️  a.md:6 unexpected option "lable" provided (in causal-loop)',
      'a.md:6:1 error Unexpected option `lable` of `{causal-loop}`, expected `label` or `class`; did you mean `label`?',
    ],
    [
      '⚠️  a.md:6 unexpected option "lable" provided (in figure)',
      'a.md:6:1 warning unexpected option "lable" provided (in figure)',
    ],
    [
      '⚠️  a.md:6 number not provided for option "last" (in digest)',
      'a.md:6:1 error Unexpected value of `last`, expected a number',
    ],
    [
      '⚠️  a.md:6 value is not a boolean for option "overdue" (in actions)',
      'a.md:6:1 error Unexpected value of `overdue`, expected nothing behind it, or `true` or `false`',
    ],
    [
      '⚠️  a.md:6 unexpected argument provided for directive: digest',
      'a.md:6:1 error Unexpected words behind `{digest}`, expected only options below it, such as `:series: …`',
    ],
    [
      '⛔️ a.md:6 unknown directive: flywheal',
      'a.md:6:1 error Unexpected directive `flywheal`, expected one of MyST or of a plugin; did you mean `flywheel`?',
    ],
    [
      '⛔️ a.md:6:2 unknown role: mesure',
      'a.md:6:2 error Unexpected role `mesure`, expected one of MyST or of a plugin; did you mean `measure`?',
    ],
    [
      '⛔️ ./plugn.mjs Unknown plugin "./plugn.mjs", it must be an mjs file',
      'myst.yml:1:1 error Unexpected plugin `./plugn.mjs` that leads to no file, expected a path to an .mjs file; mend it under `plugins`',
    ],
    ['📖 Built content/index.md in 15 ms.', undefined],
  ])('complaint %s', (line, expected) => {
    const message = parseComplaint(line);
    const place = message?.place;
    expect(
      message && `${place?.file}:${place?.line}:${place?.column} ${message.severity} ${message.reason}`,
    ).toBe(expected);
    if (message) expect(message.rule).toBe('myst-builds-clean');
  });

  it('complaints of a run say where, and what may have been meant', () => {
    const texts = new Map([
      ['a.md', '# A\n\n:label: wheel\nwheel-2'],
      ['myst.yml', 'toc:\n  - file: gone.md\n'],
    ]);
    const lines = [
      '⚠️  a.md Duplicate identifier in project "wheel"',
      '   In files: a.md, docs\\b.md',
      '⚠️  a.md Duplicate identifier in project "wheel-2"',
      '   In files: a.md, b.md',
      '⛔️ myst.yml Table of contents entry does not exist: gone.md',
      '⚠️  a.md:3 No target for internal reference "#whel-access" was found.',
      '⚠️  a.md:3:7 Could not link citation with label "anna".',
    ];
    const project = { read: (path: string) => texts.get(path), labels: ['wheel-access'], people: ['ana'] };
    expect(
      readComplaints(lines, project).map(
        ({ place: { file, line, column }, reason }) => `${file}:${line}:${column} ${reason}`,
      ),
    ).toEqual([
      'a.md:3:9 Unexpected label `wheel` twice, expected unique labels; rename one (in `a.md` and `docs/b.md`)',
      'myst.yml:2:11 Unexpected page `gone.md` in `toc`, expected a file that is there',
      'a.md:3:1 Unexpected link to `#whel-access`, expected a label of this site; did you mean `wheel-access`?',
      'a.md:3:7 Unexpected `@anna`, expected a person of compass.yml or an entry of a bibliography; did you mean `ana`?',
    ]);
  });

  it('a plugin that is not loaded is the cause, not what follows from it', () => {
    const lines = ['⛔️ a.md:3 unknown directive: digest', '⛔️ a.md Cannot find image', '📚 Built 1 page'];
    const { messages, said, cause } = explainFailure({ code: 1, lines });
    expect(messages.map(({ reason }) => reason)).toEqual(['Cannot find image']);
    expect(said).toEqual([]);
    expect(cause).toMatch(/^the plugin was not loaded; `myst.yml` needs/);
  });
  it('an error that mystmd throws is told without its stack', () => {
    const lines = [
      '    throw Error(`x`)',
      '      ^',
      'Error: Unable to read myst.yml',
      'tabs (12:1)',
      '    at f (a:1:2)',
    ];
    const { said, cause } = explainFailure({ code: 1, lines });
    expect(said).toEqual(['Error: Unable to read myst.yml', 'tabs (12:1)']);
    expect(cause).toBe('mystmd failed with exit code 1');
  });
});
