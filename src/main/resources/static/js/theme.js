/*
 * Sets the theme before the first paint, so that a dark page does not flash white. The theme is kept in a cookie, which all ports
 * of a host share: the page keeps its theme after a failover to another center.
 */
document.documentElement.dataset.scripted = "";
for (const [, theme] of document.cookie.matchAll(/(?:^|; )dispatch-theme=(light|dark)(?=;|$)/g)) {
  document.documentElement.dataset.theme = theme;
}
