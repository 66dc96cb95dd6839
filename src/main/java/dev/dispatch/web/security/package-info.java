/** Access control: allowed hosts and origins, login, CSRF tokens and security headers. */
@NullMarked
package dev.dispatch.web.security;

import org.jspecify.annotations.NullMarked;
