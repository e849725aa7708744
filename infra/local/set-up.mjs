/**
 * The first step of every npm script: `node infra/local/set-up.mjs <script> [flags]`. It needs nothing but Node 20.19: it
 * installs what the lock file names when that is missing or stale, then hands over to the script on the project's own
 * Node (node_modules/.bin/node), whatever the machine has.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What npm scripts may ask for, and where each lives. */
const scripts = {
  start: 'infra/local/start.ts',
  dev: 'infra/local/dev.ts',
  test: 'infra/local/test.ts',
  check: 'infra/local/check.ts',
  generate: 'infra/local/generate.ts',
  import: 'infra/local/import.ts',
  export: 'infra/local/export.ts',
  bench: 'tests/bench/run.ts',
  pictures: 'tests/pictures.ts',
};

const binaries = join(root, 'node_modules', '.bin');
const ownNode = process.platform === 'win32' ? join(root, 'node_modules', 'node', 'bin', 'node.exe') : join(binaries, 'node');

const main = async () => {
  const [name = '', ...flags] = process.argv.slice(2);
  const script = scripts[name];
  if (script === undefined) stopWith(`Unknown script "${name}": choose one of ${Object.keys(scripts).join(', ')}.`);

  stopWithTheShell();
  const why = reasonToInstall();
  if (why !== undefined) await install(why);

  // Node 24 may run the script in this very process: one process fewer to stop, and a second start is quicker.
  if (samePlace(process.execPath, ownNode)) {
    process.argv = [process.execPath, join(root, script), ...flags];
    await import(pathToFileURL(join(root, script)).href);
    return;
  }
  process.exitCode = await run(ownNode, [join(root, script), ...flags], { ipc: true });
};

/** How often it is looked whether the shell is still there: soon enough for whoever waits at a prompt. */
const LOOK_AFTER_THE_SHELL_MILLISECONDS = 500;

/**
 * npm hands a SIGTERM on to the shell that it runs a script in, and that shell dies of it without a word to what it runs. So
 * whoever loses that shell takes it for the signal. Not by `exec` in package.json, which the shell of Windows does not know.
 */
const stopWithTheShell = () => {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_AFTER_THE_SHELL_MILLISECONDS);
  looking.unref();
};

/** Written last of all, so that an install that was cut short is seen: the hash of the lock file that was installed. */
const stamp = join(root, 'node_modules', '.tram-so-installed');

/** Undefined: everything that the lock file names is here. */
const reasonToInstall = () => {
  const wanted = packagesIn('package-lock.json');
  if (wanted === undefined) stopWith('package-lock.json cannot be read: run `git checkout package-lock.json`, then try again.');
  if (!existsSync(join(root, 'node_modules'))) return 'first start';
  if (!isExecutable(ownNode)) return UNFINISHED;
  if (textOf(stamp) === hashOfLock()) return undefined;
  // No stamp of ours: somebody ran npm themselves. npm writes its own list of what is installed last of all.
  const installed = packagesIn(join('node_modules', '.package-lock.json'));
  if (installed === undefined) return UNFINISHED;
  for (const [place, { version, optional }] of Object.entries(wanted)) {
    // Which optional packages fit this machine is npm's to decide.
    if (!place.startsWith('node_modules/') || (optional && installed[place] === undefined)) continue;
    if (installed[place]?.version !== version || !existsSync(join(root, place, 'package.json'))) return 'the dependencies changed';
  }
  writeFileSync(stamp, hashOfLock());
  return undefined;
};

const UNFINISHED = 'the last install did not finish';

const hashOfLock = () => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const packagesIn = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch (error) {
    if (error instanceof SyntaxError || error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
};

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Compares what the paths lead to: node_modules/.bin/node is a link. */
const samePlace = (one, other) => isExecutable(other) && realPath(one) === realPath(other);
const realPath = (file) => pathToFileURL(realpathSync(file)).href;

const install = async (why) => {
  const packages = Object.keys(packagesIn('package-lock.json') ?? {}).length - 1;
  // npm takes a folder that holds half a package for the whole package.
  if (why === UNFINISHED) rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  else rmSync(stamp, { force: true });
  const progress = waitingLine(`Installing ${packages} packages (${why})`);
  const [npm, ...before] = npmCommand();
  const output = [];
  // Not `npm ci`: it refuses a lock file that leaves out a package for another platform, which npm itself writes where the
  // registry does not have that package. `--no-save` keeps the lock file as it is.
  const status = await run(npm, [...before, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { output });
  progress.end();
  if (stopped !== undefined) process.exit(128 + stopped);
  if (status === 0 && isExecutable(ownNode)) {
    writeFileSync(stamp, hashOfLock());
    return;
  }
  process.stderr.write(output.join(''));
  stopWith(
    status === 0
      ? 'The package "node" was installed without its program. Run `npm install` with install scripts allowed, then try again.'
      : '`npm install` failed (its words are above). Check the network and the free disk space, then try again.',
  );
};

/**
 * npm as it was started: through the Node that it came with. The one in node_modules is about to be replaced, so it must
 * not run npm.
 */
const npmCommand = () => {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm !== undefined && /\.[cm]?js$/.test(npm) && existsSync(npm)) {
    const host = [node, process.execPath].find((path) => path !== undefined && existsSync(path) && !path.startsWith(join(root, 'node_modules')));
    if (host !== undefined) return [host, npm];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
};

/** The number of the signal that asked this process to stop. */
let stopped;

/** Runs a program to its end and passes stop signals on to it. Its exit code; 128 + n when signal n ended it. */
const run = (command, args, { output, ipc = false }) =>
  new Promise((resolve) => {
    const path = (process.env.PATH ?? '').split(delimiter).filter((part) => output === undefined || !part.startsWith(join(root, 'node_modules')));
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: output === undefined ? [binaries, ...path].join(delimiter) : path.join(delimiter) },
      // The channel closes when this process is killed outright: the script then stops by itself (stop-signals.ts).
      stdio: output === undefined ? ['inherit', 'inherit', 'inherit', ...(ipc ? ['ipc'] : [])] : ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk) => output.push(String(chunk)));
    child.stderr?.on('data', (chunk) => output.push(String(chunk)));
    const forward = Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }).map(([signal, number]) => {
      const listener = () => {
        stopped ??= number;
        child.kill(signal);
      };
      process.on(signal, listener);
      return () => process.off(signal, listener);
    });
    const end = (status) => {
      for (const forget of forward) forget();
      resolve(status);
    };
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? 128 + (constantsOfSignals[signal] ?? 1)));
  });

const constantsOfSignals = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** One line that shows that something is still going on: redrawn on a terminal, a new line every ten seconds elsewhere. */
const waitingLine = (text) => {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const terminal = process.stderr.isTTY;
  if (!terminal) process.stderr.write(`${text} …\n`);
  const timer = setInterval(
    () => process.stderr.write(terminal ? `\r${text} … ${seconds()} s` : `${text} … ${seconds()} s\n`),
    terminal ? 250 : 10_000,
  );
  return {
    end: () => {
      clearInterval(timer);
      process.stderr.write(terminal ? `\r${text}: ${seconds()} s   \n` : '');
    },
  };
};

const stopWith = (line) => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

await main();
