// A site for the tests of one file: an index, a server over it, and a browser to visit it with.

import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {chromium} from 'playwright-core';
import {articles as harbourArticles} from './articles.mjs';
import {Guard} from './guard.mjs';
import {Folder, Server} from './programs.mjs';

const chromiumPath = process.env.DATELINE_CHROMIUM ?? '/usr/bin/chromium';
const chromiumArguments = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export class Site {
  // What was started is stopped where the rest fails: the tests would wait for it for ever.
  async start(paths) {
    try {
      await this.startAll(paths);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async startAll(paths) {
    this.folder = await Folder.make();
    for (const path of await paths(this.folder)) await this.folder.buildIndex(path);
    this.server = await Server.start(this.folder.index);
    this.browser = await chromium.launch({executablePath: chromiumPath, args: chromiumArguments});
  }

  async stop() {
    await this.browser?.close();
    await this.server?.stop();
    await this.folder?.remove();
  }

  get origin() {
    return this.server.origin;
  }

  // Opens `path`, does `steps` with the page, and fails on anything that a page must never do.
  // `options` are those of a browser context, and `allowed`, see Guard.
  async visit(path, steps, {allowed = [], ...options} = {}) {
    const context = await this.browser.newContext({viewport: {width: 1280, height: 900}, ...options});
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const guard = await Guard.watch(page, this.origin, allowed);
      await page.goto(this.origin + path);
      await steps(page);
      assert.deepEqual(guard.complaints, []);
    } finally {
      await context.close();
    }
  }
}

// A site that stands while the tests of the calling file run, over these articles. One a file.
export function useSite(articles = harbourArticles) {
  return useSiteOver(async (folder) => [await folder.writeArticles(articles)]);
}

// The same over what `paths(folder)` names; nothing named, no index.
export function useSiteOver(paths) {
  const site = new Site();
  before(() => site.start(paths));
  after(() => site.stop());
  return site;
}
