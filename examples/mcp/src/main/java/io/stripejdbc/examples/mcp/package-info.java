/**
 * A server of the Model Context Protocol over plain java.sql: tables, costs and rows for agents.
 */
package io.stripejdbc.examples.mcp;
