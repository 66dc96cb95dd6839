package dev.dispatch.superhero;

import java.text.Normalizer;

/**
 * The identity of a hero, unique in the cluster: 1 to 64 code points in NFC, without surrounding white space and without
 * control, format, line-separating or unpaired surrogate characters.
 */
public record HeroName(String value) {
    /** In code points. */
    public static final int MAX_LENGTH = 64;

    /**
     * Trims and normalizes a name.
     *
     * @throws IllegalArgumentException if the name is empty, too long or contains a forbidden character; the message says which
     */
    public HeroName {
        value = normalize(value);
        int length = value.codePointCount(0, value.length());
        if (length == 0) {
            throw new IllegalArgumentException("A name must have at least one character that is not white space");
        }
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A name has at most " + MAX_LENGTH + " characters, but this one has " + length);
        }
        value.codePoints().filter(HeroName::forbidden).findFirst().ifPresent(character -> {
            throw new IllegalArgumentException(
                    "A name has no control, format or line-separating characters, but this one has U+%04X"
                            .formatted(character));
        });
    }

    /** Trims and normalizes a name or a part of one, without a check. Lookups normalize as well, so every spelling finds the hero. */
    public static String normalize(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    private static boolean forbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
