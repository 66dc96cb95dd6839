/** Who may call a center: hosts, origins, login, CSRF tokens and security headers. */
@NullMarked
package dev.dispatch.web.security;

import org.jspecify.annotations.NullMarked;
