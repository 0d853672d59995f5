/**
 * What scans know of the API: what a page is, how it is asked for and where it goes on; who answers
 * is in {@code stripe}, {@code governor} and {@code cache}.
 */
@NullMarked
package io.stripejdbc.fetch;

import org.jspecify.annotations.NullMarked;
