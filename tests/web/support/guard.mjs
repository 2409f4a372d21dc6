// Watches a page for what must never happen: an error in the console or in a script, a breach of the
// Content-Security-Policy, a request to another host.

// Runs in the page, before its own scripts.
function reportViolations() {
  addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`));
}

export class Guard {
  // `allowed` are patterns of complaints that the test itself brings about.
  static async watch(page, origin, allowed) {
    const guard = new Guard();
    guard.complaints = [];
    guard.allowed = allowed;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) guard.complain(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => guard.complain(`script: ${error.stack ?? error}`));
    page.on('dialog', (dialog) => {
      guard.complain(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`)) guard.complain(`request: ${request.url()}`);
    });
    await page.addInitScript(reportViolations);
    return guard;
  }

  complain(complaint) {
    if (!this.allowed.some((pattern) => pattern.test(complaint))) this.complaints.push(complaint);
  }
}
