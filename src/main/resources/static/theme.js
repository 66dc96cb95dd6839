/*
 * Runs before anything is drawn, so that nobody in the dark is dazzled by the wrong theme first. A cookie remembers it, which is
 * the same for all ports of a host: a page that goes on with another center looks as it did.
 */
document.documentElement.dataset.scripted = "";
for (const [, theme] of document.cookie.matchAll(/(?:^|; )dispatch-theme=(light|dark)(?=;|$)/g)) {
  document.documentElement.dataset.theme = theme;
}
