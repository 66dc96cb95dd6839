/* Loads the modules of the page and connects it. Without this script the page is complete, but does not update itself. */
import { start } from "./updates.js";
import "./view.js";
import "./heroes-table.js";
import "./curl.js";
import "./message.js";
import "./dialogs.js";
import "./shortcuts.js";
import "./published-ports.js";

start();
