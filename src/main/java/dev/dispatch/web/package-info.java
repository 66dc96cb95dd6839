/** Code shared by the API, the console and security: URLs, views, form results, errors and the web server. */
@NullMarked
package dev.dispatch.web;

import org.jspecify.annotations.NullMarked;
