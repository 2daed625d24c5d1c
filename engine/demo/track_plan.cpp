#include "engine/demo/track_plan.h"

#include <algorithm>
#include <cstdio>

#include "engine/demo/dice.h"
#include "engine/demo/names.h"

namespace engine::demo {

namespace {

constexpr int kArtistsPerDeck = 6;   ///< so an artist has three or four of a deck's twenty tracks

/// Names the streams of random numbers; values are part of what makes the music and stay as they are.
enum Stream : std::uint64_t { kChordCards = 1, kPadCards, kLeadCards, kMoodCards, kBassCards, kDrumCards, kPercussionCards, kChoices };

struct DeckPlace {
    std::uint64_t seed;
    std::uint64_t genre;
    std::uint64_t block;   ///< which deck of twenty
    std::size_t card;
};

template <typename T>
T draw(const Deck<T>& deck, const DeckPlace& place, Stream stream)
{
    std::vector<T> cards;
    for (const auto& card : deck)
        cards.insert(cards.end(), static_cast<std::size_t>(card.count), card.what);
    Dice dice{place.seed, place.genre, place.block, stream};
    dice.shuffle(std::span(cards));
    return cards[place.card];
}

bool drawYes(int count, const DeckPlace& place, Stream stream)
{
    // Not vector<bool>: it has no span.
    return draw(Deck<int>{{1, count}, {0, kDeckSize - count}}, place, stream) == 1;
}

}  // namespace

TrackPlan planTrack(std::uint64_t seed, int index)
{
    const auto genres = static_cast<int>(styles().size());
    const int genre = index % genres;
    const int ofGenre = index / genres;
    const int card = ofGenre % kDeckSize;
    const int block = ofGenre / kDeckSize;
    const DeckPlace place{seed, static_cast<std::uint64_t>(genre), static_cast<std::uint64_t>(block), static_cast<std::size_t>(card)};

    TrackPlan plan;
    plan.seed = seed;
    plan.index = index;
    plan.style = &styles()[static_cast<std::size_t>(genre)];
    plan.artistNumber = static_cast<std::uint64_t>((block * kArtistsPerDeck + card % kArtistsPerDeck) * genres + genre);

    plan.chords = draw(plan.style->chords, place, kChordCards);
    plan.pad = draw(plan.style->pads, place, kPadCards);
    plan.lead = draw(plan.style->leads, place, kLeadCards);
    plan.mood = draw(plan.style->moods, place, kMoodCards);
    plan.bass = drawYes(plan.style->bassCards, place, kBassCards);
    plan.drums = drawYes(plan.style->drumCards, place, kDrumCards);
    plan.percussion = drawYes(plan.style->percussionCards, place, kPercussionCards);

    const auto& shape = shapeOf(plan.mood);
    Dice dice{seed, static_cast<std::uint64_t>(index), kChoices};
    const double where = std::clamp(shape.tempo + 0.25 * dice.bell(), 0.0, 1.0);
    plan.bpm = plan.style->slowestBpm + where * (plan.style->fastestBpm - plan.style->slowestBpm);
    plan.minor = dice.chance(shape.minorProbability);
    plan.keyNote = dice.whole(0, 11);

    const int ofArtist = card / kArtistsPerDeck;
    plan.artist = artistName(seed, plan.artistNumber, *plan.style);
    plan.album = albumName(seed, plan.artistNumber, ofArtist / 2);
    plan.title = trackTitle(seed, index, plan.mood);
    plan.trackNumber = ofArtist % 2 + 1;
    return plan;
}

std::vector<std::string_view> TrackPlan::instruments() const
{
    std::vector<Instrument> heard = {chords};
    if (pad) heard.push_back(*pad);
    if (lead) heard.push_back(*lead);
    if (bass) heard.push_back(Instrument::Bass);
    if (drums) heard.push_back(Instrument::Drums);
    if (percussion) heard.push_back(Instrument::Percussion);
    std::sort(heard.begin(), heard.end());
    heard.erase(std::unique(heard.begin(), heard.end()), heard.end());
    std::vector<std::string_view> names;
    for (const auto instrument : heard)
        names.push_back(instrumentName(instrument));
    return names;
}

std::vector<std::string_view> TrackPlan::tags() const
{
    std::vector<std::string_view> all = {style->name, moodName(mood)};
    for (const auto name : instruments())
        all.push_back(name);
    all.push_back(tempoName(bpm));
    return all;
}

std::filesystem::path TrackPlan::path() const
{
    char number[16];
    std::snprintf(number, sizeof number, "%02d", trackNumber);
    return std::filesystem::path(artist) / album / (std::string(number) + " " + title + ".flac");
}

}  // namespace engine::demo
