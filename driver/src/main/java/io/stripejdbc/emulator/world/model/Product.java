package io.stripejdbc.emulator.world.model;

/** Something that a seller sells. */
public record Product(
    String id, String name, long created, long updated, boolean active, boolean service) {}
