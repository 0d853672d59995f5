/**
 * The programs that write the catalogue from what is known of the API.
 *
 * <p>{@code StripeJavaFacts} reads the classes of stripe-java and its sources jar; {@code
 * GenerateCatalog} makes the files of it. What a person decided, and why, is in {@code
 * curation.json}; what a column is, in {@code words.json}: change those rather than a file, or the
 * next run undoes the change. The commands are in docs/contributing.md.
 */
package io.stripejdbc.catalog.generator;
