package io.stripejdbc.plan.view;

import java.util.List;

/**
 * One view: what stands in its file.
 *
 * @param name the view's name, which is the file's
 * @param remarks what a row is
 * @param columns its columns, in the order of the SELECT
 * @param sql the query, which names tables of the schema {@code stripe} without it
 */
public record ViewFile(String name, String remarks, List<ViewColumn> columns, String sql) {}
