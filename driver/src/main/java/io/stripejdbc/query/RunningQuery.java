package io.stripejdbc.query;

import io.stripejdbc.system.QueryActivity;

/**
 * An execution, as other threads see it.
 *
 * @param stop stops it, at once, from any thread
 * @param activity what it has done so far
 */
public record RunningQuery(Runnable stop, QueryActivity activity) {}
