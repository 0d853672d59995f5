/**
 * How a list is cut into windows of creation time while it is read: arithmetic over what is known
 * of the list; the pages themselves are read in {@code scan.task}.
 */
@NullMarked
package io.stripejdbc.scan.window;

import org.jspecify.annotations.NullMarked;
