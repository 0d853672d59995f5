package io.stripejdbc.catalog;

import java.util.List;

/**
 * What the rows of a table are made of.
 *
 * @param columns all columns, {@code connected_account} first
 * @param primaryKey column names, {@code connected_account} first; empty when rows have no key
 * @param parents tables its rows belong to; one for a nested table, several for a table that
 *     gathers embedded children ({@code discounts}), none for a top-level list
 */
public record RowShape(
    List<ColumnSpec> columns, List<String> primaryKey, List<ParentSpec> parents) {}
