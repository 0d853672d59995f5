/**
 * The program that writes the catalogue's files from facts about the API; no build and no test
 * needs it. What a person decided, and why, is in {@code curation.json} and {@code words.json}.
 */
package io.stripejdbc.catalog.generator;
