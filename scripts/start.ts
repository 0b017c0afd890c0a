// `compass start`: mystmd's preview with live reload, for the reader that is asked for. It ends with Ctrl-C.
import { spawn } from 'node:child_process';
import { type Call, type Command, textOption, UsageError } from './command.ts';
import { compassEnv, findMyst } from './myst.ts';
import { audienceOption, DAY, dayOption, findProject } from './project.ts';

/**
 * Loaded into mystmd's process: its servers let every page of the web read what is previewed. They answer here to names
 * of this machine and to pages of this machine only, as the theme does.
 */
const GUARD = `import { Server } from 'node:http';
import { isIP } from 'node:net';
const own = (process.env.HOST ?? 'localhost').toLowerCase();
const loopback = ['localhost', '127.0.0.1', '[::1]'];
const isOwn = (address) => {
  const name = URL.canParse(address) ? new URL(address).hostname : '';
  return loopback.includes(name) || name === own || (!loopback.includes(own) && isIP(name.replace(/^\\[|\\]$/g, '')) > 0);
};
const { emit } = Server.prototype;
Server.prototype.emit = function (event, request, answer) {
  const isAsked = event === 'request' || event === 'upgrade';
  const { host, origin } = isAsked ? request.headers : {};
  if (!isAsked || (isOwn('http://' + host) && (origin === undefined || isOwn(origin))))
    return emit.apply(this, arguments);
  (event === 'request' ? answer.writeHead(403) : answer).end();
  return true;
};`;

export const startCommand: Command = {
  name: 'start',
  doc: 'Preview the site on this machine; it reloads while you write.',
  options: {
    audience: { type: 'string', value: 'LEVEL', doc: 'Who reads the preview: public, team or private.' },
    'as-of': DAY,
    port: { type: 'string', value: 'NUMBER', doc: 'Port of the preview; a free one by default.' },
  },
  run: runStart,
};

async function runStart(call: Call): Promise<number> {
  const root = findProject(call.terminal.cwd);
  const port = textOption(call, 'port');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536))
    throw new UsageError(`Unexpected port \`${port}\`, expected a number up to 65535, such as \`3000\``);
  const env = {
    ...call.terminal.env,
    ...compassEnv({ audience: audienceOption(call), asOf: dayOption(call) }),
  };
  const args = ['start', ...(port === undefined ? [] : ['--port', port])];
  const guarded = ['--import', `data:text/javascript,${encodeURIComponent(GUARD)}`, findMyst(root)];
  const child = spawn(process.execPath, [...guarded, ...args], { cwd: root, env, stdio: 'inherit' });
  // Ctrl-C reaches both; we stay until mystmd has ended, and report what it reports.
  const wait = () => {};
  process.on('SIGINT', wait);
  const code = await new Promise<number>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, signal) => done(signal === 'SIGINT' ? 0 : (status ?? 1)));
  });
  process.off('SIGINT', wait);
  return code;
}
