package io.stripejdbc.emulator.request;

import io.stripejdbc.emulator.api.Endpoint;

/**
 * Where a path leads.
 *
 * @param one whether it names a single object of the endpoint's list
 * @param parent the id of the object that owns the list, or empty
 * @param id the id of the single object, or empty
 */
public record Route(Endpoint endpoint, boolean one, String parent, String id) {}
