// Runs the real programs over a temporary folder.

import {execFile, spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

const root = resolve(new URL('../../..', import.meta.url).pathname);

// Where the programs are, and the archive of samples.
export const binaries = process.env.DATELINE_BIN ?? join(root, 'build/release/bin');
export const samples = process.env.DATELINE_SAMPLES ?? join(root, 'samples');

// How long a program may take to be ready, on a machine that does much else.
const startMilliseconds = 30_000;

export class Folder {
  static async make() {
    const folder = new Folder();
    folder.path = await mkdtemp(join(tmpdir(), 'dateline-web-'));
    folder.index = join(folder.path, 'index');
    return folder;
  }

  async writeArticles(articles) {
    const file = join(this.path, 'articles.jsonl');
    await writeFile(file, articles.map((article) => `${JSON.stringify(article)}\n`).join(''));
    return file;
  }

  buildIndex(path) {
    return promisify(execFile)(join(binaries, 'dateline-index'), ['--index', this.index, path]);
  }

  remove() {
    return rm(this.path, {recursive: true, force: true});
  }
}

// The address in what the server says when it is ready.
function announcedAddress(server) {
  return new Promise((resolvePromise, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`no address within 30 s: ${said}`)), startMilliseconds);
    const read = (chunk) => {
      said += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) {
        clearTimeout(timer);
        resolvePromise(address[0]);
      }
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

export class Server {
  // `index` need not exist: the server then answers that it does not. Port 0 is any that is free.
  // `settings` are variables of the environment.
  static async start(index, port = 0, settings = {}) {
    const server = new Server();
    server.process = spawn(join(binaries, 'dateline-server'), ['--index', index, '--listen', `127.0.0.1:${port}`],
      {env: {...process.env, ...settings}});
    server.origin = await announcedAddress(server.process);
    return server;
  }

  async stop() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
  }
}
