/** What the API, the console and security share: addresses, views, form results, errors and the web server. */
@NullMarked
package dev.dispatch.web;

import org.jspecify.annotations.NullMarked;
