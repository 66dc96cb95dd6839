/* Runs before anything is drawn, so that nobody in the dark is dazzled by the wrong theme first. */
document.documentElement.dataset.scripted = "";
try {
  const theme = localStorage.getItem("dispatch-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // a browser that keeps nothing has the theme of the system
}
