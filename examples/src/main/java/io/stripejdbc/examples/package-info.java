/**
 * Programs that use the driver through {@code java.sql} alone; the docs take their snippets here.
 */
package io.stripejdbc.examples;
