package io.stripejdbc.query;

import io.stripejdbc.system.QueryActivity;
import org.jspecify.annotations.Nullable;

/**
 * An execution, as other threads see it.
 *
 * @param stop stops it, at once, from any thread
 * @param activity what it has done so far, null while it is planned with the values it was given
 */
public record RunningQuery(Runnable stop, @Nullable QueryActivity activity) {}
