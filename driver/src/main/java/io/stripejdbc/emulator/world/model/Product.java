package io.stripejdbc.emulator.world.model;

/** Something that a seller sells. */
public record Product(String id, String name, long created, boolean active, boolean service) {}
