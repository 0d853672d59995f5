/**
 * The programs that write the catalogue; no build and no test needs them.
 *
 * <p>{@code GenerateCatalog} writes every file from facts about the API, which are not part of the
 * project. What a person decided, and why, is in {@code curation.json}; what a column is, in {@code
 * words.json}: change those rather than a file, or the next run undoes the change. Without the
 * facts, files are changed by hand and {@code TablesPage} writes the page about them.
 */
package io.stripejdbc.catalog.generator;
