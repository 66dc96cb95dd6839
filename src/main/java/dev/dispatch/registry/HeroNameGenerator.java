package dev.dispatch.registry;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Generates hero names. There are about ten thousand; an appended number makes them enough for large batches. Thread-safe. */
final class HeroNameGenerator {
    private static final int NUMBERS = 10_000_000;
    private static final int MAX_BACKOFF = 1_023;

    private static final List<String> TITLES = words("""
            Agent Baron Baroness Brother Captain Champion Chief Colonel Commander Countess Doctor Duke Father General Giant
            Grand Guardian Heroic Judge Lady Lord Madame Magister Major Marshal Master Mighty Miss Mister Mother Night
            Prince Princess Professor Queen Ranger Red Sergeant Silver Sister Solar The Ultra Young""");
    private static final List<String> WORDS = words("""
            Acorn Amber Anchor Anvil Arrow Ash Aurora Axe Badger Beacon Bear Beetle Bell Blaze Blizzard Bolt Boulder Box
            Bramble Breeze Brick Bronze Candle Canyon Cedar Chalk Chrome Cinder Clock Cloud Cobalt Comet Compass Copper
            Coral Coyote Crane Crimson Crow Crystal Dawn Diamond Dragon Drift Dusk Eagle Echo Eclipse Ember Falcon Feather
            Fern Flame Flint Fox Frost Gale Ginger Glacier Granite Gravity Hammer Harbor Hawk Hazel Helium Heron Hornet Ice
            Indigo Iron Ivory Jade Jaguar Jet Juniper Kestrel Kite Lantern Laser Lava Lightning Lion Lotus Lunar Lynx Magnet
            Maple Marble Meteor Midnight Mirror Mist Moss Nebula Needle Neon Nova Oak Obsidian Ocean Onyx Orbit Otter Owl
            Panther Pepper Phantom Phoenix Pine Pixel Plasma Prism Pulse Quartz Quasar Quill Radar Raven Ripple River Rocket
            Ruby Sable Saffron Sapphire Shadow""");
    private static final List<String> ENDINGS = words("""
            Arm Blade Blaster Boy Brain Breaker Chaser Eye Fist Flyer Girl Guard Hand Heart Hunter Knight Man Mask Mind
            Racer Rider Runner Seer Shield Smith Spirit Striker Surfer Walker Wanderer Warden Watcher Wing Woman""");

    private final Random random;
    private int backoff;
    private int plainSkips;

    HeroNameGenerator(long seed) {
        random = new Random(seed);
    }

    /**
     * Tries names until one is free, a plain one first. Each try is a call to another center, so the generator
     * backs off exponentially from plain names when one was taken.
     *
     * @param attempt returns empty if the name is taken
     */
    <T> T withFree(Function<String, Optional<T>> attempt) {
        Optional<T> result = Optional.empty();
        if (triesPlain()) {
            result = attempt.apply(plain());
            learn(result.isPresent());
        }
        while (result.isEmpty()) {
            result = attempt.apply(numbered());
        }
        return result.get();
    }

    /** Different plain names; at most a few thousand, as there are not many more. */
    synchronized List<String> plain(int count) {
        return Stream.generate(this::plain).distinct().limit(count).toList();
    }

    synchronized List<String> numbered(int count) {
        return Stream.generate(this::numbered).limit(count).toList();
    }

    private synchronized boolean triesPlain() {
        if (plainSkips == 0) {
            return true;
        }
        plainSkips--;
        return false;
    }

    private synchronized void learn(boolean plainWasFree) {
        backoff = plainWasFree ? 0 : Math.min(2 * backoff + 1, MAX_BACKOFF);
        plainSkips = backoff;
    }

    private synchronized String plain() {
        int first = random.nextInt(TITLES.size() + ENDINGS.size());
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return first < TITLES.size() ? TITLES.get(first) + " " + word : word + " " + ENDINGS.get(first - TITLES.size());
    }

    private synchronized String numbered() {
        return plain() + " " + (1 + random.nextInt(NUMBERS));
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }
}
