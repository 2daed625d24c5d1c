#include "engine/demo/names.h"

#include <array>
#include <string_view>
#include <vector>

#include "engine/demo/dice.h"

namespace engine::demo {

namespace {

using Words = std::array<std::string_view, 48>;

constexpr Words kFirstNames = {
    "Ada", "Anaïs", "Ansel", "Bram", "Björn", "Cleo", "Dagny", "Dmitri", "Édith", "Elio", "Enzo", "Farah",
    "Fenna", "Gaël", "Greta", "Håkon", "Hana", "Ilse", "Imre", "Inés", "Jonas", "João", "Kaja", "Kofi",
    "Lars", "Lucía", "Magda", "Maïté", "Mirek", "Nadia", "Noé", "Olga", "Oskar", "Pía", "Quentin", "Raúl",
    "Rosa", "Saskia", "Søren", "Tadeo", "Thelma", "Uma", "Vera", "Viktor", "Wanda", "Yara", "Zoë", "Žofie"};
constexpr Words kLastNames = {
    "Almroth", "Brandão", "Castell", "Dvorský", "Engström", "Farrow", "Gallardo", "Hartvig", "Ibsenius", "Jarosz", "Keller", "Lindqvist",
    "Marchetti", "Nørby", "Okafor", "Peña", "Quirke", "Rémy", "Sandoval", "Tamm", "Urbina", "Valdés", "Weiss", "Ximenes",
    "Yoshida", "Zeller", "Abreu", "Bergdal", "Cormack", "Delacroix", "Eskola", "Fontaine", "Grünwald", "Holm", "Iturbe", "Jónsdóttir",
    "Kovač", "Lázár", "Mendes", "Novák", "Osei", "Porter", "Rivière", "Sørbø", "Tanaka", "Ulrich", "Vidal", "Wójcik"};
constexpr Words kAdjectives = {
    "Amber", "Broken", "Copper", "Distant", "Electric", "Faded", "Golden", "Hollow", "Idle", "Jagged", "Kind", "Lunar",
    "Marble", "Northern", "Orange", "Paper", "Quiet", "Rusty", "Silver", "Tidal", "Upper", "Velvet", "Winter", "Yellow",
    "Zinc", "Accidental", "Borrowed", "Crooked", "Double", "Early", "Foreign", "Glass", "Humble", "Iron", "Late", "Modern",
    "Neon", "Open", "Polar", "Restless", "Second", "Tall", "Unlikely", "Violet", "Wandering", "Wooden", "Young", "Zero"};
constexpr Words kNouns = {
    "Antennas", "Bakers", "Canals", "Déjà-Vus", "Engines", "Ferries", "Gardens", "Harbours", "Islands", "Junctions", "Kites", "Lanterns",
    "Meridians", "Numbers", "Orchards", "Pilots", "Quarters", "Radios", "Satellites", "Turbines", "Umbrellas", "Valleys", "Windows", "Yards",
    "Zeppelins", "Arcades", "Bridges", "Circuits", "Ditches", "Elevators", "Façades", "Gravels", "Hinges", "Inkwells", "Ladders", "Magnets",
    "Naïfs", "Oceans", "Parades", "Rooftops", "Signals", "Tramways", "Uniforms", "Vessels", "Weathers", "Ångströms", "Yodels", "Zebras"};

const std::vector<std::string_view> kPlaces = {"the Harbour", "Line Nine", "the Old Mill", "a Small Town", "the Seventh Floor", "Café Lumière", "the North Pier",
                                                "the Orchard", "Santa Inés", "the Tram Depot", "Ålesund", "the Long Corridor", "the Attic", "Playa Azul", "Gate B"};
const std::vector<std::string_view> kAlbumOpenings = {"Postcards from", "Nights at", "Letters to", "Maps of", "Live near", "Sketches of", "Walking to", "Rain over"};
const std::vector<std::string_view> kObjects = {"Window", "Compass", "Ladder", "Teacup", "Bicycle", "Umbrella", "Paper Boat", "Lighthouse", "Staircase", "Market",
                                                 "River", "Clock", "Garden", "Mirror", "Kite", "Station", "Balcony", "Suitcase", "Piñata", "Crème Brûlée"};

const std::vector<std::string_view>& titleOpenings(Mood mood)
{
    static const std::array<std::vector<std::string_view>, 6> kOpenings = {{
        {"Still", "Slow", "Gentle", "Resting", "Morning"},
        {"Black", "Buried", "Cold", "Sunken", "Hollow"},
        {"Floating", "Distant", "Silver", "Half-Asleep", "Weightless"},
        {"Running", "Burning", "Full-Speed", "Wild", "Thunder"},
        {"Sunny", "Dancing", "Lucky", "Whistling", "Bright"},
        {"Lost", "Last", "Fading", "Empty", "November"},
    }};
    return kOpenings[static_cast<std::size_t>(mood)];
}

enum Stream : std::uint64_t { kArtistOffset = 101, kAlbum, kTitle };

bool namedAfterAPerson(const Style& style)
{
    return style.name == "classical" || style.name == "jazz" || style.name == "folk" || style.name == "latin";
}

}  // namespace

std::string artistName(std::uint64_t seed, std::uint64_t artistNumber, const Style& style)
{
    constexpr std::uint64_t kStride = 715;   // shares no factor with 48 * 48, so every pair comes once
    const auto offset = Dice{seed, kArtistOffset}.next() % kArtistNames;
    const auto pair = (artistNumber * kStride + offset) % kArtistNames;
    const auto first = pair / 48;
    const auto second = pair % 48;
    if (namedAfterAPerson(style)) return std::string(kFirstNames[first]) + " " + std::string(kLastNames[second]);
    return std::string(kAdjectives[first]) + " " + std::string(kNouns[second]);
}

std::string albumName(std::uint64_t seed, std::uint64_t artistNumber, int albumOfArtist)
{
    Dice dice{seed, artistNumber, kAlbum};
    std::string name(dice.pick(kAlbumOpenings));
    name += " ";
    name += dice.pick(kPlaces);
    if (albumOfArtist > 0) name += ", Vol. " + std::to_string(albumOfArtist + 1);
    return name;
}

std::string trackTitle(std::uint64_t seed, int index, Mood mood)
{
    Dice dice{seed, static_cast<std::uint64_t>(index), kTitle};
    std::string title(dice.pick(titleOpenings(mood)));
    title += " ";
    title += dice.pick(kObjects);
    return title;
}

}  // namespace engine::demo
