/**
 * Encrypted files that outlive the process: where they lie, how they are sealed and how many there
 * may be. What is in them is the business of {@code cache}.
 */
@NullMarked
package io.stripejdbc.cache.file;

import org.jspecify.annotations.NullMarked;
